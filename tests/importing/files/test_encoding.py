"""The encoding of a list is guessed from all of it, and told."""

from __future__ import annotations

import random

import pytest

from matcher.importing.files.opening import sheets_in
from matcher.importing.files.texts.encoding import decode

# A header, then words as they stand in lists of each language.
LISTS = {
    "German": "Name;Land;Märkte|Verein für Umwelttechnik;Österreich;Köln|Zürich Nord;"
    "Schweiz;Görlitz|Netzwerk Energie;Deutschland;Bonn|Oberfläche Süd;Deutschland;Ulm",
    "French": "Nom;Pays;Marchés|Pôle Véhicule du Futur;France;Besançon|Réseau Santé;"
    "Belgique;Liège|Filière Bois;France;Nîmes|Cœur d’Été;Suède;Paris|Techtera;France;",
    "Spanish": "Nombre;País;Ciudad|Clúster de Energía;España;Córdoba|Asociación Naval;"
    "España;Cádiz|Madrid Network;España;Madrid|Fundación Hélice;España;Logroño",
    "Italian": "Nome;Paese;Città|Rete Qualità;Italia;Forlì|Distretto Ligure;Italia;"
    "Genova|Polo della Meccanica;Italia;Cantù|Novità Tessili;Italia;Prato",
    "Dutch": "Naam;Land;Stad|Coöperatie Water;België;Brugge|Energie Noord;Nederland;"
    "Zwolle|Stichting Ideeën;Italië;Delft|Food Valley;Nederland;Wageningen",
    "Polish": "Nazwa;Kraj;Miasto|Śląski Klaster Lotniczy;Polska;Łódź|Klaster Żywności;"
    "Polska;Kraków|Klaster Obróbki Metali;Polska;Białystok|Dolina;Włochy;Gdańsk",
    "Portuguese": "Nome;País;Cidade|Pólo Têxtil;Portugal;Guimarães|Associação da Saúde;"
    "Portugal;Évora|Habitat;Portugal;Aveiro|Região Norte;Espanha;São Paulo",
    "Romanian": "Nume;Ţară;Oraş|Clusterul Mobilier;România;Braşov|Energie Verde;"
    "România;Iaşi|Asociaţia Măgurele;Franţa;Bacău|Agro Food;România;Bucureşti",
    "Czech": "Název;Země;Město|Moravskoslezský klastr;Česko;Plzeň|Klastr železnice;"
    "Česko;Zlín|Národní strojírenství;Španělsko;Brno|CzechBio;Česko;Praha",
    "Greek": "Όνομα;Χώρα;Πόλη|Δίκτυο Ενέργειας;Ελλάδα;Αθήνα|Κρήτη Τρόφιμα;Κύπρος;"
    "Χανιά|si-Cluster;Ελλάδα;Πάτρα|Ένωση Υγείας;Ελλάδα;Βόλος",
}
WESTERN = ["cp1252", "iso8859_15", "mac_roman", "cp850"]
CENTRAL = ["cp1250", "iso8859_2", "cp852"]
PAGES = {
    **dict.fromkeys(["German", "French", "Spanish", "Italian", "Dutch"], WESTERN),
    "Portuguese": WESTERN,
    **dict.fromkeys(["Polish", "Romanian", "Czech"], CENTRAL),
    "Greek": ["cp1253", "iso8859_7"],
}
KINDS = [(language, page) for language in LISTS for page in PAGES[language]]


@pytest.mark.parametrize(("language", "page"), KINDS)
def test_code_pages_of_lists_are_found(language: str, page: str) -> None:
    header, *rows = LISTS[language].split("|")
    many = random.Random(0).choices(rows, k=300)
    for taken in (rows, many):
        raw = "\r\n".join([header, *taken]).encode(page, "replace")
        read = decode("list.csv", raw)
        assert read.text == raw.decode(page), read
        assert read.guessed
        assert read.language == language or read.others, read


def test_letters_at_the_very_end_count() -> None:
    raw = b"name;city\n" * 20_000 + "Łódzki Klaster Żywności;Łódź".encode("cp1250")
    assert decode("list.csv", raw).text.endswith("Łódź")


def test_what_was_guessed_is_told() -> None:
    [sheet] = sheets_in("list.csv", LISTS["Polish"].replace("|", "\n").encode("cp1250"))
    [remark] = sheet.remarks
    assert remark.chosen == "cp1250"
    assert "letters of Polish" in remark.problem


def test_nothing_is_guessed_of_utf() -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32"):
        [sheet] = sheets_in("list.csv", "a;ł\nb;ż\n".encode(encoding))
        assert sheet.rows == [["a", "ł"], ["b", "ż"]]
        assert not sheet.remarks


@pytest.mark.parametrize(
    "encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]
)
@pytest.mark.parametrize("language", LISTS)
def test_wide_letters_without_a_mark_are_seen(language: str, encoding: str) -> None:
    text = LISTS[language].replace("|", "\r\n")
    assert decode("list.csv", text.encode(encoding)).text == text


def test_a_spoiled_letter_does_not_make_others_wrong() -> None:
    raw = "name;city\n" + "Łódzki Klaster;Łódź\n" * 5
    [sheet] = sheets_in("list.csv", raw.encode() + b"Verein f\xfcr X;K\xc3\xb6ln\n")
    assert sheet.rows[1] == ["Łódzki Klaster", "Łódź"]
    assert sheet.rows[-1][1] == "Köln"
    [remark] = sheet.remarks
    assert (remark.kind, remark.place.row, remark.place.column) == ("doubt", 7, "A")
    assert "letters were lost" in remark.problem
