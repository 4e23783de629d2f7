"""What is derived from the ledger can be derived again, and is the same."""

import sqlalchemy as sa
from fakes.build import case_event, decision, enforcement, removal, ruling, strike

from pipeline.adapters.sql_tables import PROJECTIONS
from schemas.codec import encode
from schemas.ledger import Entry


def tables(database):
    with database.read() as connection:
        return {t.name: sorted(tuple(row) for row in connection.execute(sa.select(t))) for t in PROJECTIONS}


def test_rebuilding_gives_the_same_tables(sql):
    first, held = strike(1), decision(3, visibility="hold", strike_if_upheld=1)
    again = decision(3, decision_id=held.decision_id + ":again", supersedes=held.decision_id)
    sql.append(first, strike(2, used=("c1", "c2")), held)
    sql.append(case_event(), enforcement(first), removal(2), decision(3, version="v2"))
    sql.append(ruling(first, "overturn", visibility="show", strike_taken_back=True, blocks_undone=("c2",)))
    sql.append(again, case_event(kind="joined", number=2), case_event(kind="closed"), strike(4, author="a-2"))
    sql.ledger.append([Entry(event_id="dl-1", kind="dead_letter", payload=encode({"any": 1}))])
    before = tables(sql.database)
    assert all(before.values()), [name for name, rows in before.items() if not rows]
    assert sql.ledger.rebuild_projections() == sql.ledger.head()
    assert tables(sql.database) == before
