"""The command `site-builder`."""

from __future__ import annotations

try:
    import click

    from site_builder import __version__
    from site_builder.build.failures import DEBUG
    from site_builder.commands.process import Commands
    from site_builder.commands.spoken import language_option
except KeyboardInterrupt:
    # Our own handling of Ctrl-C is not loaded yet.
    raise SystemExit(130) from None

_COMMANDS = (
    "build",
    "serve",
    "check",
    "explain",
    "agenda",
    "preview",
    "ready",
    "new",
    "add",
    "retire",
    "undo",
    "hosting",
    "verify",
    "as-of",
    "approve",
    "proof",
    "schema",
    "announce",
    "translations",
)


@click.group(
    cls=Commands,
    modules={name: f"site_builder.commands.{name.replace('-', '_')}" for name in _COMMANDS},
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="site-builder")
@language_option
@click.option(DEBUG, is_flag=True, expose_value=False, help="Show the full traceback of a bug.")
def main() -> None:
    """Build a static incident status page and FAQ site from YAML and Markdown.

    \b
    Examples:
      site-builder new my-site               start your own site
      site-builder ready                     what is missing before it can go online
      site-builder add update                the file of the next update
      site-builder explain unknown-key       what a message of the checker means
      site-builder check                     list every problem, change nothing
      site-builder serve                     preview it while you write
      site-builder build                     publish to site/
      site-builder build --at "2022-09-28"   the site as it was on that day
      site-builder agenda                    what appears when, and what is overdue
      site-builder hosting nginx             the configuration of a web server for the site
      site-builder verify site               whether the site is as it was published
      site-builder as-of "2022-09-28" then   what readers saw on that day, from git and the log
      site-builder preview --zip review.zip  the site with its drafts, for someone to review
      site-builder schema                    help in editors while you type
      site-builder announce --since HEAD~1   messages about what is new
      site-builder translations              translation status of each edition
    """
