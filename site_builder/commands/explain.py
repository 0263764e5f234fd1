"""`site-builder explain`."""

from __future__ import annotations

import sys

import click

from site_builder.checking.rules import CHECKS, explanations
from site_builder.commands.terminal import tell
from site_builder.model.message import in_turn, told
from site_builder.shapes.fields import did_you_mean


@click.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Explain what the checker means by CODE, with an example that fails and one that passes.

    The code is in square brackets in each message. Without one, all codes are listed.

    \b
    Examples:
      site-builder explain unknown-key
      site-builder explain
    """
    known = explanations()
    severities = {check.code: check.severity for check in CHECKS}
    if code is None:
        width = max(map(len, known))
        for name, text in sorted(known.items()):
            tell(f"{name:{width}}  {' '.join(_first_paragraph(text).split())}", sys.stdout)
        return
    # People copy the code with what is around it: `error[unknown-key]:`.
    name = code.rpartition("[")[2].partition("]")[0]
    if name not in known:
        hint = did_you_mean(name, sorted(known), told("`site-builder explain` lists them."))
        raise click.UsageError(in_turn(told("There is no check “%(name)s”.", name=name), hint))
    kind = told("error") if severities[name] == "error" else told("warning")
    heading = told("%(text)s (%(more)s)", text=name, more=kind)
    tell(heading, sys.stdout, bold=True)
    tell(f"\n{known[name]}", sys.stdout)


def _first_paragraph(text: str) -> str:
    return text.partition("\n\n")[0]
