# What ctest begins with, the longest first; seconds do not matter, their order does.
foreach(test
    scripts.determinism
    reports.browser
    reports.page
    cli.ProcessTest.KilledAtAnyMomentItLeavesTheOldResultOrTheNew
    cli.RandomScenarios.RunTheSameTwiceAndAreReadBack
    scripts.verify_quick
    scenario.AnySetting.IsAppliedOrHasReasonsWhyNot
    scenario.AnyText.IsAScenarioOrHasReasonsWhyNot
    cli.result_schema
    results.ResultReader.WithstandsEveryChangeOfASingleCharacter
    scripts.package
    reports.pictures.pictures
    cli.ShippedScenarios.AreNamedAfterTheirFilesMeasureEveryStrategyAndReadBackByteForByte
    scripts.benchmarks_run
    cli.BadDay.AfterAFlushOnlyOneLoadAKeyWhoseLateAnswerFillsComesBack
    cache.LocalCacheMemory.AnEntryTakesAtMost100Bytes
    scripts.check)
  set_tests_properties(${test} PROPERTIES COST 100)
endforeach()
