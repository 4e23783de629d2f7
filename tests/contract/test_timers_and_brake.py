"""ports.Timers and ports.Brake."""

from datetime import timedelta

from fakes.clock import NOON

from pipeline.adapters.sql_tables import stamp


def at(**delta):
    return NOON + timedelta(**delta)


def test_timers_are_due_oldest_first_and_at_most_so_many(stores):
    for name, minutes in (("c", 3), ("a", 1), ("b", 2), ("later", 60)):
        stores.timers.schedule(name, "kind", at(minutes=minutes), name.encode())
    assert stores.timers.due(NOON, 10) == []
    assert [t[0] for t in stores.timers.due(at(minutes=5), 10)] == ["a", "b", "c"]
    assert stores.timers.due(at(minutes=5), 2) == [("a", "kind", b"a"), ("b", "kind", b"b")]
    assert [t[0] for t in stores.timers.due(at(minutes=2), 10)] == ["a", "b"]


def test_the_first_of_an_id_stays_and_what_is_done_or_cancelled_never_fires(stores):
    stores.timers.schedule("a", "kind", at(minutes=1), b"first")
    stores.timers.schedule("a", "kind", at(minutes=9), b"second")
    stores.timers.schedule("b", "kind", at(minutes=1), b"")
    stores.timers.cancel("b")
    assert stores.timers.due(at(minutes=5), 10) == [("a", "kind", b"first")]
    stores.timers.done("a")
    stores.timers.schedule("a", "kind", at(minutes=1), b"again")
    assert stores.timers.due(at(days=1), 10) == []


def test_stamps_sort_as_moments_do():
    moments = [at(microseconds=1), at(milliseconds=1), at(seconds=1), at(days=400), NOON]
    assert sorted(map(stamp, moments)) == [stamp(m) for m in sorted(moments)]


def test_the_brake_admits_up_to_its_quotas_and_repeats_its_answer(stores):
    def admit(name, hours=0, location="boston"):
        return stores.brake.admit(name, location, at(hours=hours), hour_max=2, day_max=3)

    assert [admit("a"), admit("b"), admit("c")] == [True, True, False]
    assert [admit("a"), admit("c"), admit("c", hours=1)] == [True, False, False]
    assert [admit("d", 1), admit("e", 1)] == [True, False]
    assert admit("f", location="salem") is True
    assert admit("g", hours=24) is True
