"""Working a platform towards each comment's effective state: read, act, record, read again; a person's word before the machine's.

What became of an act stands in the ledger before the record is acknowledged; a crash in between repeats the act under the same
key, or undoes it where the state has moved since. Neighbours: wants.py says what is called for, acts.py carries one act out,
notes.py writes it down.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from pipeline.core.policy import Policy
from pipeline.handlers.acts import RETRY_MAX_S, Acts, block_timer, tried
from pipeline.handlers.notes import Notes
from pipeline.handlers.wants import (
    Want,
    block_want,
    closed_by_another,
    running_block,
    visibility_want,
    waiting_block,
    want,
)
from pipeline.ports import Clock, Ledger, Message, Record, State, States, Timers
from schemas.codec import decode, decode_event
from schemas.decision import Decision, Removal
from schemas.enforcement import Enforcement
from schemas.ruling import Ruling

ROUNDS_MAX = 3
"""How often one call reads a comment's state again after acting on it; a state that still moves comes with events of its own."""


class Enforce:
    """The handler of the topics decisions and rulings on the platform's side."""

    def __init__(
        self,
        *,
        acts: Acts,
        ledger: Ledger,
        states: States,
        timers: Timers,
        policy: Policy,
        clock: Clock,
        paused: bool = False,
    ) -> None:
        self._acts = acts
        self._ledger, self._states, self._timers = ledger, states, timers
        self._policy, self._clock, self._paused = policy, clock, paused

    def __call__(self, records: Sequence[Record]) -> list[Message]:
        """[n] decisions and rulings → what was enforced for them."""
        return self._work([decode_event(record.value) for record in records])

    def work(self, event: Decision | Removal | Ruling) -> list[Message]:
        """Bring one comment to its effective state."""
        return self._work([event])

    def _work(self, events: Sequence[Decision | Removal | Ruling]) -> list[Message]:
        notes = Notes(self._ledger, self._timers, self._clock)
        messages: list[Message] = []
        moved: dict[tuple[str, str], Decision | Ruling] = {}
        for event in self._calling(events):
            undone = self._undo_blocks(event, notes) if isinstance(event, Ruling) else []
            done = [*undone, *self._enforce(event, notes)]
            messages += done
            if done:
                moved[event.platform, event.comment_id] = event
        notes.flush()
        for _ in range(ROUNDS_MAX):
            moved = {key: event for key, event in moved.items() if self._again(event, notes, messages)}
            notes.flush()
            if not moved:
                break
        return messages

    def _calling(self, events: Sequence[Decision | Removal | Ruling]) -> Iterator[Decision | Ruling]:
        """Yield what may call for an act; most decisions call for none, which one look at the whole batch tells."""
        decided = {(e.platform, e.comment_id) for e in events if isinstance(e, Decision)}
        standing = self._states.standing(decided)
        for event in events:
            if isinstance(event, Ruling):
                yield event
            elif isinstance(event, Decision):
                state = standing.get((event.platform, event.comment_id))
                if state and _in_force(event, state) and self._called_for(event, state):
                    yield event

    def _again(self, event: Decision | Ruling, notes: Notes, messages: list[Message]) -> bool:
        """Look whether the state moved while the platform was asked (an edit, a ruling, another worker); act if so."""
        state = self._state(event, notes)
        called_for = state and visibility_want(state, self._policy.at(state.decision.location_id))
        if not state or not called_for or tried(called_for, state):
            return False
        messages += self._acts.carry_out(called_for, state, event, notes)
        return True

    def _state(self, event: Decision | Ruling, notes: Notes) -> State | None:
        """Return what stands of a comment at this moment; None where nothing is asked of the platform."""
        state = self._states.effective(event.platform, event.comment_id)
        return notes.over(state) if state and _in_force(event, state) else None

    def _called_for(self, event: Decision | Ruling, state: State) -> list[Want]:
        local = self._policy.at(state.decision.location_id)
        wanted = visibility_want(state, local), block_want(event, state, local) or self._confirmed(event, state)
        return [one for one in wanted if one]

    def _enforce(self, event: Decision | Ruling, notes: Notes) -> list[Message]:
        state = self._state(event, notes)
        if state is None:
            return []
        messages: list[Message] = []
        for one in self._called_for(event, state):
            if not (one.action == "block" and self._undone(event, state)):
                messages += self._acts.carry_out(one, state, event, notes)
        return messages

    def _confirmed(self, event: Decision | Ruling, state: State) -> Want | None:
        """Carry out a block that waited for a person, once a person upholds what it rests on."""
        waiting = waiting_block(state.enforcements)
        if not isinstance(event, Ruling) or event.verdict != "uphold" or waiting is None:
            return None
        cause = self._ledger.find([waiting.cause])[waiting.cause]
        block = (decode(cause.payload, Ruling) if cause.kind == "ruling" else decode(cause.payload, Decision)).block
        if block is None:
            return None
        return want("block", event.ruling_id, state.decision, by_person=True, block_days=block.days)

    def _undone(self, event: Decision | Ruling, state: State) -> bool:
        """Say whether a later ruling took this block back, perhaps before it was carried out."""
        causes = {e.cause for e in state.enforcements if e.action == "unblock"}
        if not causes:
            return False
        event_id = event.ruling_id if isinstance(event, Ruling) else event.decision_id
        found = self._ledger.find([event_id, *causes])
        said = found[event_id].seq
        return any(cause in found and found[cause].seq > said for cause in causes)

    def _undo_blocks(self, event: Ruling, notes: Notes) -> list[Message]:
        """Undo the blocks that a ruling overturned, each on the page of the comment that completed it, gone or not."""
        messages: list[Message] = []
        for comment_id in event.blocks_undone:
            state = self._states.effective(event.platform, comment_id)
            if state is None:
                continue
            state = notes.over(state)
            block = running_block(state.enforcements)
            undo = want("unblock", event.ruling_id, state.decision, by_person=True)
            if block:
                notes.cancel(block_timer(block.enforcement_id))
            if block or tried(undo, state):
                messages += self._unblock(undo, state, event, notes)
            else:
                messages += self._acts.note(undo, state, notes, "the block was never carried out")
        return messages

    def end_block(self, timer_id: str, payload: bytes) -> list[Message]:
        """Unblock when a block's time is over; a pause of all automatic acts only puts it off."""
        block = decode(payload, Enforcement)
        if self._paused:
            again = self._clock.now() + timedelta(seconds=RETRY_MAX_S)
            self._timers.schedule(f"{timer_id}+", "block_end", again, payload)
            return []
        state = self._states.effective(block.platform, block.comment_id)
        if state is None:
            return []
        notes = Notes(self._ledger, self._timers, self._clock)
        undo = want("unblock", block_timer(block.enforcement_id), state.decision)
        running = running_block(state.enforcements)
        mine = running is not None and running.enforcement_id == block.enforcement_id
        if not mine and not tried(undo, state):
            return []  # undone by a person, or followed by a block with an end of its own
        messages = self._unblock(undo, state, block, notes)
        notes.flush()
        return messages

    def _unblock(self, undo: Want, state: State, why: Ruling | Enforcement, notes: Notes) -> list[Message]:
        """Open the page to the author again, unless another block keeps it closed."""
        notes.flush()
        if undo.author and closed_by_another(self._states.page_acts(undo.author, undo.location_id), undo):
            return self._acts.note(undo, state, notes, "another block of the author still runs on this page")
        return self._acts.carry_out(undo, state, why, notes)


def _in_force(event: Decision | Ruling, state: State) -> bool:
    """Of history, and of what is gone, nothing is asked of the platform."""
    return not (event.backfill or state.removed or state.decision.backfill)
