"""What a counter pack says of a declaration: a few of the rules that the gateway has, enough for a clerk without a line.

The gateway judges again when the item is sent, by all of them.
"""
import json
import re
import unicodedata
from decimal import Decimal, InvalidOperation

NATURES = {"sale": "11", "returned": "21", "returned goods": "21", "gift": "31", "sample": "32",
           "commercial sample": "32", "documents": "91", "mixed": "991", "other": "999"}


class PackIsBad(Exception):
    pass


def fold(text):
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def decimal(value):
    if isinstance(value, dict):
        value = value.get("amount")
    try:
        return Decimal(str(value)) if value not in (None, "") else None
    except InvalidOperation:
        return None


def descriptions(line):
    told = line.get("descriptions", [])
    return [told] if isinstance(told, str) else [one if isinstance(one, str) else one.get("text", "") for one in told]


def line_amount(line, whole, single):
    """What all pieces of a line weigh or are worth, however it is written."""
    if line.get(whole) is not None:
        return decimal(line[whole])
    each, count = decimal(line.get(single)), decimal(line.get("quantity"))
    return None if each is None or count is None else each * count


class Pack:
    """A verified pack; see findings()."""

    def __init__(self, statement, files):
        self.statement = statement
        read = {name: json.loads(content) for name, content in files.items() if name.endswith(".json")}
        self.requirements = read["requirements.json"]
        self.ceilings = read["ceilings.json"]
        self.vague = set(read["stop_words.json"]["whole"])
        self.words = [(row["id"], [fold(word) for word in row["words"].split("|")])
                      for row in read["prohibitions.json"]["words"]]
        self.texts = read["texts.json"]
        self.severities = read["severities.json"]
        self.item_ids = read["item_ids.json"]

    def sheet(self, destination, mail_class, nature):
        """What an item needs; None: no such destination, class or nature."""
        place = self.requirements["destinations"].get(destination, {}).get(mail_class, {}).get(nature)
        if place is None:
            return None
        values = self.requirements["values"]
        return {name: values[name][at] for name, at in self.requirements["sheets"][place].items()}

    def findings(self, declaration, at_door=False):
        """[{"code", "severity", "field", "text"}]; at the door neither weight nor number is known yet."""
        return Looking(self, declaration, at_door).all()


class Looking:
    def __init__(self, pack, declaration, at_door):
        self.pack, self.declaration, self.at_door = pack, declaration, at_door
        self.lines = declaration.get("lines", [])
        self.found = []

    def say(self, code, field="", severity=None, text=None):
        entry = self.pack.texts.get("finding." + code, {})
        self.found.append({"code": code, "field": field,
                           "severity": severity or self.pack.severities.get(code, "error"),
                           "text": text or entry.get("title", code)})

    def all(self):
        natures = self.declaration.get("natures") or ["11"]
        nature = NATURES.get(natures[0], natures[0])
        sheet = self.pack.sheet(self.declaration.get("addressee", {}).get("country", ""),
                                self.declaration.get("mail_class", "C"), nature)
        if sheet is None:
            self.say("COUNTRY-UNKNOWN", "addressee.country")
            return self.found
        self.look_at_boxes(sheet)
        self.look_at_goods(sheet)
        self.look_at_weights(sheet)
        self.look_at_values(nature)
        self.look_at_item_id()
        return self.found

    def look_at_boxes(self, sheet):
        for box in sheet["boxes"]:
            field = box["field"]
            if self.at_door and field == "gross_weight_kg":
                continue
            if not self.is_there(field):
                self.say("REQUIRED" if box["need"] == "required" else "WANTED", field,
                         "error" if box["need"] == "required" else "warning", box["title"])

    def is_there(self, field):
        if field == "documents.invoice":
            return any(one.get("kind") == "invoice" for one in self.declaration.get("documents", []))
        if field == "sender.name" or field == "addressee.name":
            party = self.declaration.get(field.split(".")[0], {})
            return any(party.get(name) for name in ("name", "business", "last_name"))
        if field == "addressee.telephone":
            party = self.declaration.get("addressee", {})
            return bool(party.get("telephone") or party.get("email"))
        if field.startswith("lines."):
            return bool(self.lines) and all(self.is_in_line(line, field[len("lines."):]) for line in self.lines)
        value = self.declaration
        for name in field.split("."):
            value = value.get(name) if isinstance(value, dict) else None
        return value not in (None, "", [], {})

    @staticmethod
    def is_in_line(line, name):
        if name == "net_weight_kg":
            return line_amount(line, "net_weight_kg", "unit_weight_kg") is not None
        if name == "line_value":
            return line_amount(line, "line_value", "unit_value") is not None
        if name == "descriptions":
            return any(text.strip() for text in descriptions(line))
        return line.get(name) not in (None, "", [])

    def look_at_goods(self, sheet):
        kinds = {document.get("kind") for document in self.declaration.get("documents", [])}
        by_id = {row["id"] for row in sheet["restricted_goods"]}
        for number, line in enumerate(self.lines, 1):
            field = f"lines[{number}]"
            text = fold(" ".join(descriptions(line)))
            if any(fold(one) in self.pack.vague for one in descriptions(line)):
                self.say("DESCRIPTION-VAGUE", field + ".descriptions")
            code = re.sub(r"\D", "", str(line.get("hs_code", "")))
            for row in sheet["restricted_goods"]:
                if "hs_from" not in row or len(code) < 4:
                    continue
                if not row["hs_from"] <= code[:6].ljust(6, "0") <= row["hs_to"]:
                    continue
                if row["effect"] == "prohibited":
                    self.say("GOODS-PROHIBITED", field, "error", row["title"])
                elif not self.is_lifted(row, kinds):
                    self.say("GOODS-RESTRICTED", field, "error", row["title"])
            for name, words in self.pack.words:
                if name in by_id and any(re.search(rf"\b{re.escape(word)}\b", text) for word in words):
                    self.say("GOODS-CHECK", field)

    @staticmethod
    def is_lifted(row, kinds):
        document = row.get("document", "any")
        return bool(kinds & {"licence", "certificate", "other"}) if document == "any" else document in kinds

    def look_at_weights(self, sheet):
        gross = decimal(self.declaration.get("gross_weight_kg"))
        if gross is None:
            return
        nets = [line_amount(line, "net_weight_kg", "unit_weight_kg") for line in self.lines]
        if sum(net for net in nets if net is not None) > gross:
            self.say("NET-EXCEEDS-GROSS", "gross_weight_kg")
        greatest = decimal(sheet.get("greatest_weight_kg"))
        if greatest is not None and gross > greatest:
            self.say("WEIGHT-LIMIT", "gross_weight_kg")

    def look_at_values(self, nature):
        total = decimal(self.declaration.get("total_value"))
        values = [line_amount(line, "line_value", "unit_value") for line in self.lines]
        if total is not None and values and None not in values and sum(values) != total:
            self.say("TOTAL-VALUE-MISMATCH", "total_value")
        if total is None and None not in values:
            total = sum(values)
        if nature == "11" and not total:
            self.say("VALUE-MISSING", "total_value")
        if self.declaration.get("form") == "CN22" and total:
            self.look_at_ceiling(total)

    def look_at_ceiling(self, total):
        ceiling = self.pack.ceilings["cn22"].get(self.declaration.get("mail_class", "C"))
        currency = (self.declaration.get("total_value") or {}).get("currency") or self.lines[0].get("currency")
        if ceiling is None:
            return
        rates = self.pack.ceilings["rates"]
        if currency != ceiling["currency"]:
            if currency not in rates or ceiling["currency"] not in rates:
                self.say("RATE-MISSING", "total_value")
                return
            total = total * Decimal(rates[currency]) / Decimal(rates[ceiling["currency"]])
        if total.quantize(Decimal("0.01")) > Decimal(ceiling["amount"]):
            self.say("CN22-CEILING", "total_value", "error")

    def look_at_item_id(self):
        item_id = self.declaration.get("item_id")
        if item_id is None:
            return
        rules = self.pack.item_ids
        if not re.match(rules["pattern"], item_id):
            self.say("S10-PATTERN", "item_id")
            return
        rest = 11 - sum(int(digit) * weight for digit, weight in zip(item_id[2:10], rules["weights"])) % 11
        if int(item_id[10]) != {10: 0, 11: 5}.get(rest, rest):
            self.say("S10-CHECK-DIGIT", "item_id")
