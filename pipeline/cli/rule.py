"""``bedside rule``: a person's verdict on a decision, which wins over the machine."""

from typing import Annotated

import typer

from pipeline.bootstrap import wire_bury, wire_enforce, wire_respond
from pipeline.cli.options import AsJson, By, Data, Id, one_comment
from pipeline.cli.options import store as open_data
from pipeline.cli.show import emit, say
from pipeline.embedded import Embedded
from pipeline.handlers import rule as rulings
from schemas.ruling import Verdict


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("rule")(rule)


def rule(
    comment: Id,
    verdict: Annotated[
        Verdict, typer.Argument(help="on show or hide: uphold, overturn; on hold: release (show), uphold (hide)")
    ],
    by: By,
    why: Annotated[str, typer.Option("--why", help="the reason; it stands in the ledger")],
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Rule on a decision; prints the new effective state."""
    store = open_data(data)
    before = one_comment(store, comment)
    ruling = rulings.rule(
        before,
        verdict=verdict,
        by=by,
        why=why,
        ledger=store.ledger,
        states=store.states,
        histories=store.histories,
        timers=store.timers,
        policy=store.policy,
        clock=store.clock,
    )
    store.outlet.publish([rulings.message(ruling)])
    if store.outlet is store.bus:  # else the workers see to it
        Embedded(store, {"enforce": wire_enforce(store), "respond": wire_respond(store)}, wire_bury(store)).drain()
    state = one_comment(store, f"{ruling.platform}:{ruling.comment_id}")
    # a block is undone where it stands: on the comment that completed it
    places = {ruling.comment_id, *ruling.blocks_undone}
    states = (store.states.effective(ruling.platform, comment_id) for comment_id in places)
    acts = [e for s in states if s for e in s.enforcements if e.cause == ruling.ruling_id]
    if as_json:
        emit(
            {
                "comment_id": ruling.comment_id,
                "platform": ruling.platform,
                "visibility": state.visibility,
                "machine_visibility": state.decision.visibility,
                "verdict": verdict,
                "by": by,
                "ruling_id": ruling.ruling_id,
                "strike": ruling.strike,
                "strike_taken_back": ruling.strike_taken_back,
                "blocks_undone": ruling.blocks_undone,
                "enforcement": [{"action": e.action, "outcome": e.outcome} for e in acts],
            }
        )
        return
    say(f"{ruling.platform}:{ruling.comment_id} is now {state.visibility} ({verdict} by {by})")
    if ruling.strike_taken_back:
        say(
            "Its strike is taken back"
            + (f"; {len(ruling.blocks_undone)} block(s) undone" if ruling.blocks_undone else "")
        )
    if ruling.strike:
        say(
            f"Its author has a strike of weight {ruling.strike}"
            + (f" and is blocked for {ruling.block.days} days" if ruling.block else "")
        )
    for act in acts:
        say(f"Platform: {act.action} {act.outcome}" + (f" ({act.detail})" if act.detail else ""))
