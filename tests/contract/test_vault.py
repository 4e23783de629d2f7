"""ports.Vault: texts and names under a key per owner; without the key nothing comes back."""

import pytest
import sqlalchemy as sa
from contract.conftest import MASTER
from fakes.build import comment

from pipeline.adapters import sql_tables as t
from pipeline.adapters.sql_vault import SqlVault
from pipeline.errors import Corrupt


def test_what_was_sealed_comes_back(stores):
    first, second = comment(1, "Tëxt 😀", author_name="Ann"), comment(2, author_id="a2")
    stores.vault.seal([("i-1", "a-1", first), ("i-2", "a-2", second)])
    assert stores.vault.open(["i-1", "i-2", "absent"]) == {"i-1": first, "i-2": second}
    assert stores.vault.author("a-1") == ("web", "a1", "Ann")
    assert stores.vault.open([]) == {}


def test_the_first_sealing_of_an_input_stays(stores):
    stores.vault.seal([("i-1", "a-1", comment(1, "first"))])
    stores.vault.seal([("i-1", "a-1", comment(1, "second"))])
    assert stores.vault.open(["i-1"])["i-1"].text == "first"


def test_erasing_an_owner_takes_everything_of_theirs_and_nothing_else(stores):
    stores.vault.seal([("i-1", "a-1", comment(1)), ("i-2", "a-1", comment(2)), ("i-3", "a-2", comment(3))])
    assert stores.vault.erase("a-1") is True
    assert stores.vault.open(["i-1", "i-2", "i-3"]).keys() == {"i-3"}
    assert stores.vault.author("a-1") is None
    assert stores.vault.erase("a-1") is False


def test_an_erased_owner_who_writes_again_is_sealed_anew(stores):
    stores.vault.seal([("i-1", "a-1", comment(1))])
    stores.vault.erase("a-1")
    stores.vault.seal([("i-2", "a-1", comment(2))])
    assert stores.vault.open(["i-1", "i-2"]).keys() == {"i-2"}
    assert stores.vault.author("a-1") == ("web", "a1", None)


def test_an_anonymous_comment_names_nobody(stores):
    stores.vault.seal([("i-1", "c-1", comment(1, author_id=None, author_name="Somebody"))])
    assert stores.vault.author("c-1") is None
    assert stores.vault.author("unknown") is None


def test_dead_letters_keep_their_bytes(stores):
    stores.vault.seal_body("dl-1", b"\xff\x00bytes")
    assert stores.vault.open_body("dl-1") == b"\xff\x00bytes"
    assert stores.vault.open_body("dl-2") is None


def test_nothing_readable_is_stored(sql):
    sql.vault.seal([("i-1", "a-1", comment(1, "the secret words", author_name="Ann Example", author_id="4711"))])
    with sql.database.read() as connection:
        rows = [*connection.execute(sa.select(t.sealed)), *connection.execute(sa.select(t.author_keys))]
    stored = repr([tuple(bytes(v) if isinstance(v, memoryview) else v for v in row) for row in rows])
    assert not any(word in stored for word in ("secret", "Example", "4711"))


def test_another_master_secret_is_corrupt_and_says_why(sql):
    sql.vault.seal([("i-1", "a-1", comment(1))])
    with pytest.raises(Corrupt, match="BEDSIDE_SECRET"):
        SqlVault(sql.database, b"n" * 32).open(["i-1"])
    assert SqlVault(sql.database, MASTER).open(["i-1"]).keys() == {"i-1"}


def test_a_text_put_in_anothers_place_is_corrupt(sql):
    sql.vault.seal([("i-1", "a-1", comment(1)), ("i-2", "a-1", comment(2))])
    with sql.database.write() as connection:
        body = connection.execute(sa.select(t.sealed.c.body).where(t.sealed.c.sealed_id == "i-1")).scalar_one()
        connection.execute(t.sealed.update().where(t.sealed.c.sealed_id == "i-2").values(body=body))
    with pytest.raises(Corrupt):
        sql.vault.open(["i-2"])
