"""``make chaos``: the long rehearsal; prints what was counted, exit 1 where anything was lost or done twice."""

import json
import shutil
import sys
from pathlib import Path

from chaos.rehearsal import Plan, Rehearsal, faults

LONG = Plan(
    comments=12_000,
    seconds=230,
    kills=(12, 24, 36, 50, 85, 100, 112, 150, 175, 190, 222),
    events={
        62: "broker SIGTERM",
        92: "redis empty",
        125: "broker SIGKILL",
        160: "postgres restart",
        200: "third joins",
        213: "third leaves",
    },
)
QUICK = Plan(comments=600, seconds=25, kills=(10, 17), events={13: "redis empty"}, settle_s=60)

if __name__ == "__main__":
    folder = Path("build/chaos").absolute()
    shutil.rmtree(folder, ignore_errors=True)
    report = Rehearsal(folder, QUICK if "--quick" in sys.argv else LONG).run()
    wrong = faults(report)
    for name, value in report.items():
        print(f"{name}: {json.dumps(value)}")  # noqa: T201
    print("\n".join(f"FAULT {fault}" for fault in wrong) or "chaos: nothing lost, nothing twice")  # noqa: T201
    sys.exit(bool(wrong))
