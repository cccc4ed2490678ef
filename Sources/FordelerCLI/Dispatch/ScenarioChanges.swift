import ArgumentParser
import FordelerFormats
import FordelerModel
import FordelerPlanning
import FordelerScenario

/// What is otherwise than the scenario's files say.
struct ScenarioChanges: ParsableArguments {
    @Option(
        name: .customLong("without"), parsing: .upToNextOption,
        help: "Leave something out: van=ID, person=ID or depot=ID; several may follow.")
    var absences: [String] = []
    @Option(help: "More orders, in the columns of orders.csv.", completion: .file(extensions: ["csv"]))
    var add: String?

    func validate() throws {
        for text in absences where Absence(text) == nil {
            throw ValidationError("--without takes van=ID, person=ID or depot=ID, not '\(text)'.")
        }
    }

    /// Changes a scenario's problem; names that it does not know end the command with exit code 3.
    func apply(to problem: inout PlanningProblem, of scenario: LoadedScenario) throws {
        for text in absences {
            guard let absence = Absence(text), problem.remove(absence) else {
                throw CommandFailure.badInput(
                    "error E-REF-ABSENT --without '\(text)': The scenario has nobody and nothing of this name. "
                        + "Use an id from vans.csv, shifts.csv or depots.csv.")
            }
        }
        if let add {
            problem.orders += try reportingDefects { try ScenarioReader.readOrders(path: add, for: scenario) }
        }
    }
}
