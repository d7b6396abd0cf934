"""Runs Great Expectations over pairs of suite and Parquet file.

Arguments: a JSON file [{"name", "suite", "data"}, ...] and the JSON file to write: [{"name", "success", "evaluated",
"failed": [{"type", "column", "problem"}]}, ...].
"""

import json
import sys

import great_expectations as gx
import pandas


def failed(result):
    config = result.expectation_config
    problem = result.exception_info
    raised = problem.get("raised_exception", True)
    return {
        "type": config.type,
        "column": str(config.kwargs.get("column", "")),
        "problem": str(problem)[-600:] if raised else "",
    }


def validate(context, source, case):
    with open(case["suite"], encoding="utf-8") as file:
        written = json.load(file)
    suite = context.suites.add_or_update(gx.ExpectationSuite(**written))
    frame = pandas.read_parquet(case["data"])
    asset = source.add_dataframe_asset(case["name"])
    batch = asset.add_batch_definition_whole_dataframe("whole").get_batch({"dataframe": frame})
    outcome = batch.validate(suite)
    return {
        "name": case["name"],
        "success": bool(outcome.success),
        "evaluated": len(outcome.results),
        "failed": [failed(result) for result in outcome.results if not result.success],
    }


def main(cases, target):
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    source = context.data_sources.add_pandas("frames")
    with open(cases, encoding="utf-8") as file:
        outcomes = [validate(context, source, case) for case in json.load(file)]
    with open(target, "w", encoding="utf-8") as file:
        json.dump(outcomes, file)


if __name__ == "__main__":
    main(*sys.argv[1:])
