"""The JSON Schema of mkdocs.yml for editors: our plugin, and what it needs of MkDocs.

Other keys of MkDocs, of Material and of other plugins are right too, and not explained.
"""

from __future__ import annotations

from site_builder.hosts.configuration.one_file import SETTINGS
from site_builder.outputs.all_outputs import OUTPUTS
from site_builder.schemas.forms import form_schema
from site_builder.schemas.maps import Schema
from site_builder.schemas.names import Names
from site_builder.schemas.schema_files import SchemaFile
from site_builder.schemas.shape_schema import DRAFT

_COLOUR = {
    "type": "string",
    "pattern": "^#[0-9a-fA-F]{6}$",
    "errorMessage": 'Write six hexadecimal digits in quotes: `"#005a9c"`.',
}
_ADDRESS = {
    "type": "string",
    "pattern": "^(mailto:|tel:|https://)",
    "errorMessage": "Write `mailto:security@example.org`, `tel:+352...` or `https://...`.",
}


def mkdocs_schema(names: Names) -> SchemaFile:
    """The schema of mkdocs.yml, with the countries of the site in it."""
    ours = {
        "type": ["object", "null"],
        "title": "site_builder",
        "properties": _options(),
        "additionalProperties": False,
    }
    other = {"type": "object", "not": {"required": ["site_builder"]}}
    listed = {"anyOf": [{"type": "string"}, _plugin(ours), other]}
    schema = {
        "$schema": DRAFT,
        "title": "mkdocs.yml",
        "type": "object",
        "properties": {key: {} for key in SETTINGS}
        | {
            "site_name": _said("The name of the site.", {"type": "string"}),
            "site_url": _said(
                "The public address of the site, such as `https://status.example.org/`. Feeds "
                "need it.",
                {"type": "string"},
            ),
            "docs_dir": _said("The folder of the content: `content`.", {"enum": ["content"]}),
            "theme": _said("The theme: `{name: material}`.", _theme()),
            "plugins": _said(
                "The plugins: a list with `site_builder` in it.",
                {"anyOf": [{"type": "array", "items": listed}, _plugin(ours)]},
            ),
        },
        "required": ["site_name"],
        "definitions": {form: form_schema(form, names) for form in ("country", "plain", "text")},
    }
    return SchemaFile("mkdocs.json", schema, "mkdocs.yml")


def _said(words: str, schema: Schema) -> Schema:
    return {"description": words.replace("`", ""), "markdownDescription": words, **schema}


def _plugin(ours: Schema) -> Schema:
    return {
        "type": "object",
        "properties": {"site_builder": ours},
        "required": ["site_builder"],
    }


def _theme() -> Schema:
    name = {"enum": ["material"]}
    map_ = {"type": "object", "properties": {"name": name}, "required": ["name"]}
    return {"anyOf": [map_, name]}


def _options() -> Schema:
    outputs = [output.name for output in OUTPUTS]
    key = _said("The file with the private key. Never publish it.", {"type": "string"})
    name = _said("The name of the log. Default: the address of the site.", {"type": "string"})
    timestamp = _said(
        "The address of an authority that stamps each checkpoint (RFC 3161).", {"type": "string"}
    )
    witness = {
        "type": "object",
        "properties": {"url": {"type": "string"}, "key": {"type": "string"}},
        "required": ["url", "key"],
        "additionalProperties": False,
    }
    witnesses = _said(
        "Others who sign each checkpoint too: their address and their public key.",
        {"type": "array", "items": witness},
    )
    return {
        "notary": _said(
            "Enters each publication in a signed log, at `/.well-known/tlog/`.",
            {
                "type": "object",
                "properties": {
                    "key": key,
                    "name": name,
                    "timestamp": timestamp,
                    "witnesses": witnesses,
                },
                "additionalProperties": False,
            },
        ),
        "outputs": _said(
            "What the site consists of. Default: everything, with pages for the first 25 "
            "questions of a country.",
            {"type": "array", "items": {"enum": outputs}},
        ),
        "precompress": _said(
            "`true` writes gzip and brotli copies of text files, for servers that send them as "
            "they are.",
            {"type": "boolean"},
        ),
        "security": _said(
            "Where to report weaknesses: addresses for `/.well-known/security.txt`.",
            {"type": "array", "items": _ADDRESS},
        ),
        "theme": _said(
            "The look of the site.",
            {"type": "object", "properties": _look(), "additionalProperties": False},
        ),
    }


def _look() -> Schema:
    link = {
        "type": "object",
        "properties": {
            "title": _said("The words of the link.", {"$ref": "#/definitions/text"}),
            "url": _said("The address that the link leads to.", {"type": "string"}),
            "countries": _said(
                "The countries that have the link. Default: all.",
                {"type": "array", "items": {"$ref": "#/definitions/country"}},
            ),
        },
        "required": ["title", "url"],
        "additionalProperties": False,
    }
    return {
        "primary": _said("The colour of the header, dark enough for white text.", _COLOUR),
        "link": _said("The colour of links on white. Default: `primary`.", _COLOUR),
        "footer": _said("Links in the footer of every page.", {"type": "array", "items": link}),
        "fonts": _said(
            "Font files next to mkdocs.yml, for preview pictures in Chinese, Japanese and other "
            "scripts.",
            {"type": "array", "items": {"type": "string"}},
        ),
    }
