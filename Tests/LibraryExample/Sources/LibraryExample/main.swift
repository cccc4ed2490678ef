import Fordeler

// Reads a scenario folder, plans it, has the plan checked, and prints the orders that end late.
let scenario = try ScenarioReader.read(folder: CommandLine.arguments[1])
let day = try PlannedDay(scenario.problem, options: RunOptions(stepLimit: 200))
print("valid: \(day.check.valid), planned: \(day.summary.orders["planned"] ?? 0)")
for order in day.report.late {
    print("late: \(order.order), class \(order.priority.word), by \(ReportText.span(order.tardinessSeconds))")
}
