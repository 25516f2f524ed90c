"""Where readers report an error in a claim: an address that whoever builds the page names.

It is ``mailto:`` with one address, or ``https://``; nothing else may become a link. Where the
address has ``{claim}``, the name of the claim goes there, percent-encoded; else it becomes the
subject of the mail (RFC 6068), or the parameter ``claim`` of the web address.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from graph.errors import UsageError

PLACE = "{claim}"
_MAIL = re.compile(r"mailto:[A-Za-z0-9.!#$'*+/=^_`|~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*", re.IGNORECASE)
_URL_CHARACTERS = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")


def report_template(address: str) -> str:
    """Give the link for reports, with `PLACE` where the name of the claim goes; UsageError for no address.

    >>> report_template("https://site.example/errors")
    'https://site.example/errors?claim={claim}'
    >>> report_template("mailto:desk@site.example")
    'mailto:desk@site.example?subject=Error%20in%20claim%20{claim}'
    """
    if _MAIL.fullmatch(address):
        return f"{address}?subject=Error%20in%20claim%20{PLACE}"
    if not _is_web(address):
        raise UsageError(
            f"--report-to {address}: neither mailto: with one address nor https://: name one, such as "
            "mailto:desk@site.example or https://site.example/errors?claim={claim}."
        )
    if PLACE in address:
        return address
    base, hash_sign, fragment = address.partition("#")
    return f"{base}{'&' if '?' in base else '?'}claim={PLACE}{hash_sign}{fragment}"


def _is_web(address: str) -> bool:
    """Say whether it is a plain https address: a host, no user, nothing that wants encoding."""
    try:
        parts = urlsplit(address)
        host, user = parts.hostname, parts.username
        _ = parts.port
    except ValueError:
        return False
    plain = _URL_CHARACTERS.fullmatch(address.replace(PLACE, ""))
    return bool(
        plain and PLACE not in parts.netloc and parts.scheme.lower() == "https" and host and user is None
    )
