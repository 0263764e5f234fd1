"""Print Lighthouse's scores of the shipped site, as for a phone on a slow network."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

ROOT = Path(__file__).parent.parent
LIGHTHOUSE = ROOT / "scripts/lighthouse/node_modules/lighthouse/cli/index.js"
CATEGORIES = ["performance", "accessibility", "best-practices", "seo"]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        """Leave the screen to the scores."""


def scores(url: str) -> dict[str, int]:
    """The scores of a page, of 100."""
    command = [
        *("node", str(LIGHTHOUSE), url, "--quiet", "--output=json"),
        f"--only-categories={','.join(CATEGORIES)}",
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
    ]
    environment = os.environ | {"CHROME_PATH": shutil.which("chromium") or ""}
    result = subprocess.run(command, env=environment, check=True, capture_output=True)
    found = json.loads(result.stdout)["categories"]
    return {name: round(100 * found[name]["score"]) for name in CATEGORIES}


def main(site: Path, edition: str) -> None:
    """Serve a built site and print the scores of three pages of an edition."""
    incident = max((site / edition / "incidents").iterdir()).name
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        for address in ("", "faq/", f"incidents/{incident}/"):
            url = f"http://127.0.0.1:{server.server_port}/{edition}/{address}"
            said = ", ".join(f"{name} {score}" for name, score in scores(url).items())
            print(f"/{edition}/{address}: {said}")
        server.shutdown()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
