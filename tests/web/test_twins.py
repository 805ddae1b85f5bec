"""Table files at the address of their page."""

from __future__ import annotations

from flask import Blueprint, Flask
from flask.testing import FlaskClient

from matcher_web.tables import Table
from matcher_web.twins import XLSX, add_table_twins, json_errors, table_errors


def client() -> FlaskClient:
    def table(code: str) -> Table:
        return Table("visits", ("code",), [[code]])

    blueprint = Blueprint("toy", __name__)
    add_table_twins(blueprint, "/visits/<code>", "visit", table)
    wrong = lambda: table_errors({"k": "Give a number."})  # noqa: E731
    add_table_twins(blueprint, "/wrong", "wrong", wrong)
    blueprint.add_url_rule("/wrong.json", view_func=lambda: json_errors({"k": "No."}))
    app = Flask(__name__)
    app.register_blueprint(blueprint)
    return app.test_client()


def test_a_table_is_a_csv_and_an_xlsx_to_keep() -> None:
    text = client().get("/visits/BR.csv")
    assert (text.mimetype, text.text) == ("text/csv", "code\nBR\n")
    assert text.headers["Content-Disposition"] == 'attachment; filename="visits.csv"'
    book = client().get("/visits/BR.xlsx")
    assert (book.mimetype, book.data[:2]) == (XLSX, b"PK")
    assert book.headers["Content-Disposition"] == 'attachment; filename="visits.xlsx"'


def test_the_endpoints_are_named_by_their_endings() -> None:
    app = client().application
    rules = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert {"toy.visit_csv", "toy.visit_xlsx"} <= rules


def test_a_wrong_address_is_told_in_words_by_field() -> None:
    for ending in ("csv", "xlsx"):
        answer = client().get(f"/wrong.{ending}")
        assert (answer.status_code, answer.mimetype) == (400, "text/plain")
        assert answer.text == "k: Give a number.\n"
    answer = client().get("/wrong.json")
    assert (answer.status_code, answer.json) == (400, {"errors": {"k": "No."}})
