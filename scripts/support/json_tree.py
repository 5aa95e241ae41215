# The tree that the gateway makes of a JSON item (schemas/json.xsd), for the checks that look at sources without it.
import json
import re
import xml.etree.ElementTree as ET

NAMESPACE = "urn:postern:json:1"
NAME = re.compile(r"(?!(item|member)$)[A-Za-z_][A-Za-z0-9_]{0,63}")


class Number(str):
    """A JSON number, as it was written."""


def read(text):
    return json.loads(text, parse_float=Number, parse_int=Number)


def fill(element, value):
    if isinstance(value, dict):
        element.set("type", "object")
        for name in sorted(value):
            if element.tag.endswith("}metadata") or not NAME.fullmatch(name):
                fill(ET.SubElement(element, f"{{{NAMESPACE}}}member", name=name), value[name])
            elif name == "descriptions" and type(value[name]) is str:
                texts = ET.SubElement(element, f"{{{NAMESPACE}}}descriptions", type="text")
                fill(ET.SubElement(texts, f"{{{NAMESPACE}}}item"), {"text": value[name]})
            else:
                fill(ET.SubElement(element, f"{{{NAMESPACE}}}{name}"), value[name])
    elif isinstance(value, list):
        element.set("type", "array")
        for entry in value:
            fill(ET.SubElement(element, f"{{{NAMESPACE}}}item"), entry)
    elif value is None:
        element.set("type", "null")
    elif isinstance(value, bool):
        element.set("type", "boolean")
        element.text = str(value).lower()
    else:
        if isinstance(value, Number):
            element.set("type", "number")
        element.text = value
    return element


def tree(value):
    return fill(ET.Element(f"{{{NAMESPACE}}}declaration"), value)


def items(value):
    """The items of a message: itself, or those of a batch."""
    return value["declarations"] if "declarations" in value else [value]
