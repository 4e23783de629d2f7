"""``bedside policy``: whether a policy file is sound and decides its cases as they say."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.adapters.toml_files import read_text
from pipeline.bootstrap import load_scorer, read_policy
from pipeline.cli.options import AsJson, Data, PolicyFile, settings
from pipeline.cli.show import emit, say
from pipeline.core import policy as policies
from pipeline.errors import Malformed, Misconfigured

app = typer.Typer(help="The policy: check, calibrate.", no_args_is_help=True)
FINDINGS = 1


@app.callback()
def policy() -> None:
    """See to the policy."""


@app.command("check")
def check(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="a policy; its cases stand beside it in NAME.cases.toml")
    ],
    as_json: AsJson = False,
) -> None:
    """Check a policy file and run the cases beside it; exit 1 where one fails."""
    from pipeline.core.policy_cases import load_cases  # noqa: PLC0415 - these compile all the rules,
    from pipeline.core.policy_check import run_cases  # noqa: PLC0415
    from pipeline.core.safety import signals  # noqa: PLC0415 - which most commands do without

    try:
        found = policies.load(read_text(file), str(file))
        beside = file.with_suffix(".cases.toml")
        cases = load_cases(read_text(beside), str(beside)) if beside.exists() else ()
    except Malformed as error:
        _tell({"case": None, "ok": False, "problems": [str(error)]}, as_json=as_json)
        raise typer.Exit(FINDINGS) from None
    results = run_cases(found, cases, signals)
    for result in results:
        _tell({"case": result.name, "ok": result.ok, "problems": list(result.problems)}, as_json=as_json)
    failed = sum(not result.ok for result in results)
    if not as_json:
        where = f"{len(results)} cases, {failed} failed" if cases else f"no cases: there is no {beside.name} beside it"
        say(f"{file}: policy {found.name} ({found.hash}) is sound; {where}")
    if failed:
        raise typer.Exit(FINDINGS)


@app.command("calibrate")
def calibrate(
    labelled: Annotated[
        Path,
        typer.Argument(
            metavar="LABELLED", help="CSV or NDJSON: text, hide 0/1, complaint 0/1, and more; see docs/policy.md"
        ),
    ],
    data: Data = None,
    policy_file: PolicyFile = None,
    out: Annotated[
        Path, typer.Option("--out", help="where the proposal goes; a file that is there already is never overwritten")
    ] = Path("thresholds.proposal.toml"),
) -> None:
    """Propose thresholds for the model in use from labelled comments, with their expected effect; the policy stays as it is."""
    if out.exists():
        raise Misconfigured(f"{out} is there already: move it away, or name another with --out")
    found = settings(data)
    before = read_policy(policy_file or found.policy)
    from pipeline.scoring.calibrate import calibrate as propose  # noqa: PLC0415 - slow to import, and for this alone

    try:
        out.write_text(propose(labelled, before, load_scorer(found)))
    except OSError as error:
        raise Misconfigured(f"cannot write {out}: {error.strerror}") from None
    say(f"{out}: read it, put its table into your policy in place of the model's own, and run `bedside policy check`")


def _tell(row: dict[str, object], *, as_json: bool) -> None:
    if as_json:
        emit(row)
        return
    problems = row["problems"] if isinstance(row["problems"], list) else []
    say(("ok    " if row["ok"] else "FAIL  ") + (f"{row['case']}" if row["case"] else "the policy"))
    for problem in problems:
        say(f"      {problem}")
