"""Headers and error pages: what every answer carries.

In: the application. Out: the same, with one `after_request` that sets the headers
and handlers that turn errors into pages, or into JSON where a twin was asked for.
"""

from __future__ import annotations

from flask import Flask, Response, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from matcher import UnknownCluster, UnknownMarket, UnknownPartnership, fold
from matcher_web.twins import WrongAddress, told_by_field
from matcher_web.wording import sentence

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}

MOST_BODY = 64 * 1024
"""Bytes of a request, beside its headers: no page reads any, but forms that change
something, which have limits of their own."""

MOST_LETTERS = 20_000
"""Of a whole address, once folded; a form with every list filled has a third of it."""

_WHAT_TO_DO = {
    400: ("The address is not understood", "Check it, or start from the form."),
    403: ("The form is not taken", "Open its page again, and send it from there."),
    404: ("Nothing is here", "Check the address, browse, or start from the form."),
    405: ("This page only answers to reading", "Open it from a link or a form."),
    413: ("That is too much at once", "Go back and send less."),
    500: (
        "Something broke on our side",
        "It was not your doing. Try again; if it breaks again, tell whoever runs "
        "this site which address you opened.",
    ),
}


def install(app: Flask) -> None:
    """Give the application its headers and error pages."""
    app.before_request(_measure)
    app.after_request(_set_headers)
    app.register_error_handler(HTTPException, _http_error)
    for unknown in (UnknownCluster, UnknownPartnership, UnknownMarket):
        app.register_error_handler(unknown, _not_found)
    app.register_error_handler(WrongAddress, _wrong_address)


def _measure() -> None:
    """Refuse a longer address than is read, before anything is looked up in it."""
    if request.routing_exception:  # nothing is looked up, and no link can be made
        return
    said = [request.path, *(text for pair in request.args.items(True) for text in pair)]
    n_letters = sum(max(len(text), len(fold(text))) for text in said)
    if n_letters > MOST_LETTERS:
        raise WrongAddress(
            f"It has {n_letters:,} letters; at most {MOST_LETTERS:,} are read."
        )


def _set_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers[name] = value
    return response


def _not_found(error: LookupError) -> ResponseReturnValue:
    return error_page(404, sentence(str(error)))


def _wrong_address(error: WrongAddress) -> ResponseReturnValue:
    if error.faults and request.path.endswith((".json", ".csv", ".xlsx")):
        return told_by_field(error.faults)
    return error_page(400, error.told)


def _http_error(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None or (error.code or 500) < 400:
        return error.get_response()
    answer = error_page(error.code or 500, "")
    for name, value in error.get_headers():
        if name == "Allow":
            answer.headers[name] = value
    return answer


def error_page(code: int, detail: str, told: tuple[str, str] | None = None) -> Response:
    """The error as a page, or as ``{"errors": {"page": ...}}`` for a JSON twin.

    Parameters
    ----------
    code : int
        HTTP status.
    detail : str
        What was given and what is accepted, in words.
    told : tuple of two str, optional
        The title, and what to do, where those of the status do not fit.
    """
    usual = _WHAT_TO_DO.get(code, ("This cannot be answered", ""))
    title, advice = told or usual
    if request.path.endswith(".json"):
        response = jsonify(errors={"page": f"{title}. {detail}".strip()})
    elif request.path.endswith((".csv", ".xlsx")):
        response = Response(f"{title}. {detail}\n", mimetype="text/plain")
    else:
        page = render_template(
            "error.html", code=code, heading=title, detail=detail, advice=advice
        )
        response = Response(page)
    response.status_code = code
    return response
