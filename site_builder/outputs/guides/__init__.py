"""Files for programs: sitemap, robots.txt, llms.txt, security.txt, Markdown twins, headers."""
