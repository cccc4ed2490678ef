import ArgumentParser
import FordelerChecker
import FordelerFormats
import FordelerModel
import FordelerPlanning
import FordelerScenario
import FordelerTravel
import Foundation

/// `fordeler check`: judges a plan with code that shares nothing with the search.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check a plan against its scenario, or a solution against its instance.",
        discussion: """
            Example: fordeler check Scenarios/drammen-day out/drammen-day/plan.json
            A folder is a scenario; a file is a public instance, read under the options of fordeler solve.
            Exit codes: 0 valid, 2 usage, 3 bad input, 4 rules are broken (each is named), 6 environment.
            """)

    @Argument(help: "Scenario folder, or instance file.", completion: .file()) var input: String
    @Argument(help: "plan.json of the scenario, or solution file of the instance.", completion: .file())
    var plan: String
    @OptionGroup var changes: ScenarioChanges
    @OptionGroup var conventions: InstanceConventions
    @OptionGroup var output: OutputOptions

    func run() throws {
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: input, isDirectory: &isFolder)
        let check = exists && !isFolder.boolValue ? try solutionCheck() : try planCheck()
        if output.json {
            print(try JSONDocument.text(check))
        } else if check.valid, !output.quiet {
            print("Valid: every rule holds and every number is right.")
        }
        if !output.json {
            for violation in check.violations { complain(violation.description) }
        }
        if !check.valid { throw ExitCode(4) }
    }

    private func planCheck() throws -> CheckReport {
        let loaded = try readScenario(input)
        var problem = loaded.problem
        try changes.apply(to: &problem, of: loaded)
        let plan = try readPlan(plan)
        _ = problem.keepBegun(of: plan, at: nil, from: loaded.problem)
        problem.standAt(plan)
        return PlanChecker.check(plan, of: problem, travel: GreatCircleTravel(problem.travel).table(for: problem))
    }

    private func solutionCheck() throws -> CheckReport {
        let instance = try conventions.read(input)
        let bytes = try fileBytes(plan)
        let solution = try reportingDefects { try instance.readSolution(bytes, file: plan) }
        return RoutingChecker.check(instance.scheduled(solution), of: instance.problem)
    }
}
