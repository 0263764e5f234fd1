"""SVG drawings: elements that run or load something are refused, invisible ones are removed."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from typing import Any

from site_builder.cleaning.cleaned import Cleaned, Refused
from site_builder.cleaning.pictures import clean_picture
from site_builder.model.message import told

_SVG = "http://www.w3.org/2000/svg"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# SVG 2: the elements that draw, and those that they use. No links, no scripts, no animation.
_DRAWS = """
svg g defs symbol use switch title path rect circle ellipse line polyline polygon text tspan
textPath image marker pattern mask clipPath linearGradient radialGradient stop filter feBlend
feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting
feSpotLight feTile feTurbulence
"""
_ELEMENTS = frozenset(_DRAWS.split())
_REFUSED = {
    "script": told("a script"),
    "foreignObject": told("embedded content of another type"),
    "style": told("a stylesheet"),
    "animate": told("an animation"),
    "animateMotion": told("an animation"),
    "animateTransform": told("an animation"),
    "set": told("an animation"),
    "a": told("a link"),
    "iframe": told("a frame"),
}
# SVG 2, appendix "Presentation attributes": also allowed in `style`.
_LOOKS = """
alignment-baseline baseline-shift clip-path clip-rule color color-interpolation
color-interpolation-filters direction display dominant-baseline fill fill-opacity fill-rule
filter flood-color flood-opacity font-family font-size font-size-adjust font-stretch font-style
font-variant font-weight image-rendering letter-spacing lighting-color marker-end marker-mid
marker-start mask mask-type mix-blend-mode opacity overflow paint-order shape-rendering
stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin
stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration text-rendering
transform-origin unicode-bidi vector-effect visibility white-space word-spacing writing-mode
"""
_PRESENTATION = frozenset(_LOOKS.split())
_SHAPES = """
amplitude azimuth baseFrequency bias clipPathUnits cx cy d diffuseConstant divisor dx dy
edgeMode elevation exponent filterUnits fr fx fy gradientTransform gradientUnits height href id
in in2 intercept k1 k2 k3 k4 kernelMatrix lengthAdjust limitingConeAngle markerHeight
markerUnits markerWidth maskContentUnits maskUnits method mode numOctaves offset operator order
orient pathLength patternContentUnits patternTransform patternUnits points pointsAtX pointsAtY
pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits r radius refX refY result rotate rx
ry scale seed side slope spacing specularConstant specularExponent spreadMethod startOffset
stdDeviation stitchTiles surfaceScale tableValues targetX targetY textLength transform type
values version viewBox width x x1 x2 xChannelSelector y y1 y2 yChannelSelector z
"""
_ATTRIBUTES = _PRESENTATION | frozenset(_SHAPES.split())
_EMBEDDED = re.compile(r"data:image/(png|jpe?g|webp);base64,(.+)", re.DOTALL | re.IGNORECASE)
_LOADS = re.compile(r"url\s*\(\s*(?!['\"]?#)|expression|@import|\\", re.IGNORECASE)
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?|\.\d+)(px|pt|pc|mm|cm|in|em|rem)?\s*", re.ASCII)
# CSS Values 4, 6.2: absolute lengths in pixels; an em is the default font size.
_PIXELS = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}
_HINT = told(
    "Export it as a plain SVG (Inkscape: “Plain SVG”; Illustrator: "
    "“Presentation attributes”), or save it as a PNG."
)


def clean_svg(data: bytes) -> Cleaned:
    """Return the drawing alone. Raises Refused."""
    # lxml is loaded only if there is a drawing.
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line = max(1, error.lineno or 1)
        raise Refused(
            told("This SVG is not valid XML: %(reason)s.", reason=error.msg),
            _HINT,
            line,
        ) from None
    if b"<!ENTITY" in data:
        raise Refused(told("This SVG defines its own entities."), _HINT)
    if root.tag != f"{{{_SVG}}}svg":
        raise Refused(told("This is not an SVG drawing."), _HINT)
    drawn = _copy(root, etree)
    width, height = _size(root)
    drawn.set("width", str(width))
    drawn.set("height", str(height))
    return Cleaned(etree.tostring(drawn, encoding="utf-8"), width, height)


def _copy(element: Any, etree: Any) -> Any:
    """Return the element with only its allowed parts."""
    name = etree.QName(element).localname
    copy = etree.Element(f"{{{_SVG}}}{name}", nsmap={None: _SVG})
    for key, value in _attributes(element, etree):
        copy.set(key, value)
    copy.text = element.text
    for child in element:
        if isinstance(child, etree._Entity):
            raise Refused(told("This SVG uses an entity."), _HINT, element.sourceline or 1)
        kept = _copy(child, etree) if _is_drawn(child, etree) else None
        if kept is not None:
            kept.tail = child.tail
            copy.append(kept)
        elif child.tail and child.tail.strip():
            _add_text(copy, child.tail)
    return copy


def _add_text(parent: Any, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _is_drawn(element: Any, etree: Any) -> bool:
    """Return whether it is part of the drawing; raises Refused if it runs or loads something."""
    name = etree.QName(element)
    if name.localname in _REFUSED and name.namespace != "http://www.w3.org/1999/xhtml":
        what = _REFUSED[name.localname]
        if name.localname == "style" and not (element.text or "").strip():
            return False
        raise Refused(
            told("This SVG has %(what)s (`%(name)s`).", what=what, name=name.localname),
            _HINT,
            element.sourceline or 1,
        )
    return name.namespace == _SVG and name.localname in _ELEMENTS


def _attributes(element: Any, etree: Any) -> Iterator[tuple[str, str]]:
    line = element.sourceline or 1
    for key, value in element.attrib.items():
        name = "href" if key == _XLINK_HREF else key
        if name.lower().startswith("on"):
            raise Refused(
                told("This SVG has a script (`%(name)s`).", name=name),
                _HINT,
                line,
            )
        if name == "style":
            yield from _declarations(value, line)
        elif name == "href":
            yield "href", _reference(value, line)
        elif name == _XML_SPACE:
            yield name, value
        elif name in _ATTRIBUTES:
            _refuse_loading(value, line)
            yield name, value


def _declarations(style: str, line: int) -> Iterator[tuple[str, str]]:
    """Yield a `style` as attributes: the policy of our pages allows no inline styles."""
    import tinycss2

    for item in tinycss2.parse_declaration_list(style, skip_comments=True, skip_whitespace=True):
        if item.type == "declaration" and item.lower_name in _PRESENTATION:
            value = tinycss2.serialize(item.value).strip()
            _refuse_loading(value, line)
            yield item.lower_name, value


def _refuse_loading(value: str, line: int) -> None:
    if _LOADS.search(value):
        raise Refused(told("This SVG loads something from another file or site."), _HINT, line)


def _reference(value: str, line: int) -> str:
    """Return a reference within the drawing, or an embedded picture, which is cleaned too."""
    value = value.strip()
    if value.startswith("#"):
        return value
    match = _EMBEDDED.fullmatch(value)
    if match is None:
        raise Refused(told("This SVG loads something from another file or site."), _HINT, line)
    kind = match[1].lower().replace("jpeg", "jpg")
    try:
        data = base64.b64decode(match[2])
    except binascii.Error:
        raise Refused(told("This SVG contains a damaged picture."), _HINT, line) from None
    clean = base64.b64encode(clean_picture(data, kind).content).decode()
    return f"data:image/{kind.replace('jpg', 'jpeg')};base64,{clean}"


def _size(root: Any) -> tuple[int, int]:
    """Width and height in CSS pixels, by the attributes or the view box."""
    box = [float(n) for n in re.findall(r"-?[\d.]+(?:e-?\d+)?", root.get("viewBox", ""))[:4]]
    width, height = _pixels(root.get("width")), _pixels(root.get("height"))
    if len(box) == 4 and box[2] > 0 and box[3] > 0:
        if width is None and height is None:
            width, height = box[2], box[3]
        elif width is None and height is not None:
            width = height * box[2] / box[3]
        elif height is None and width is not None:
            height = width * box[3] / box[2]
    if not width or not height:
        raise Refused(
            told("This SVG has no size."), told('Add one, such as `viewBox="0 0 600 400"`.')
        )
    return max(1, round(width)), max(1, round(height))


def _pixels(written: str | None) -> float | None:
    match = _LENGTH.fullmatch(written or "")
    return float(match[1]) * _PIXELS.get(match[2] or "", 16) if match else None
