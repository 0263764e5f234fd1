"""The key of the log of what was published. Without one, nothing of the log is even imported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from site_builder.model.message import told
from site_builder.system.git import clean_commit
from site_builder.theme.settings import NotaryOptions, NotConfigured

if TYPE_CHECKING:
    from site_builder.notary.notes import Signer
    from site_builder.publish.attesting import Notary
    from site_builder.publish.vouching import Vouchers

KEY = "SITE_BUILDER_NOTARY_KEY"
"""The environment variable with the private key, or the path of its file."""
SOURCE_FOLDERS = ("content", "status", "locales")
_PEM = "-----BEGIN"


def notary_of(
    options: NotaryOptions,
    site_url: str | None,
    config_file: Path,
    environment: Mapping[str, str],
    starts_anew: bool,
    look: Sequence[str] = (),
) -> Notary | None:
    """Return who signs the log of a site; None if there is no key. Raises NotConfigured.

    `look` are the site's own templates and fonts, which its pages are made from too.
    """
    if options.key is None and not environment.get(KEY):
        return None
    from site_builder.publish.attesting import Notary

    root = config_file.resolve().parent
    signer = signer_of(options, site_url, root, environment)
    if signer is None:
        return None
    return Notary(
        signer,
        root / ".cache" / "checkpoint",
        starts_anew,
        lambda: clean_commit(root, (*SOURCE_FOLDERS, config_file.name, *look)),
        _vouchers(options),
    )


def _vouchers(options: NotaryOptions) -> Vouchers:
    from site_builder.notary.witnesses import Witness
    from site_builder.publish.vouching import Vouchers, WitnessAt

    if options.timestamp is not None and find_spec("rfc3161_client") is None:
        raise _needs_package()
    witnesses = (WitnessAt(Witness.parse(each.key), each.url) for each in options.witnesses)
    return Vouchers(options.timestamp, tuple(witnesses))


def _needs_package() -> NotConfigured:
    return NotConfigured(
        told("The log of what was published needs one more package."),
        told("Run `pip install 'site-builder[notary]'`."),
    )


def signer_of(
    options: NotaryOptions, site_url: str | None, root: Path, environment: Mapping[str, str]
) -> Signer | None:
    """Return the signer that mkdocs.yml or the environment names. Raises NotConfigured."""
    given = environment.get(KEY) or options.key
    if not given:
        return None
    from site_builder.notary.notes import BadKey, Signer, is_key_name

    name = options.name or _name_of(site_url)
    if not is_key_name(name):
        raise NotConfigured(
            told("The log of what was published needs a name without spaces and “+”."),
            told("Set `site_url`, or write `notary: {name: status.example.org}`."),
            ("notary",),
        )
    shown = KEY if environment.get(KEY) else given
    try:
        text = given.encode() if given.startswith(_PEM) else (root / given).read_bytes()
        return Signer.parse(name, text)
    except OSError:
        message = told("The file of the key “%(key)s” cannot be read.", key=shown)
    except BadKey:
        message = told("“%(key)s” is not a private Ed25519 key without a password.", key=shown)
    except ImportError:
        raise _needs_package() from None
    hint = told("Make a key with `openssl genpkey -algorithm ed25519 -out notary.pem`.")
    raise NotConfigured(message, hint, ("notary", "key"))


def _name_of(site_url: str | None) -> str:
    """Return the address of a site as tlog-checkpoint wants names: without the protocol."""
    parts = urlsplit(site_url or "")
    return f"{parts.netloc}{parts.path}".rstrip("/")
