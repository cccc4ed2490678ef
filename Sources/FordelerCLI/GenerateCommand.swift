import ArgumentParser
import FordelerFormats
import FordelerModel
import FordelerPlanning
import FordelerScenario
import FordelerTravel

/// `fordeler generate`: makes a scenario folder, larger or smaller than the one that is kept.
struct GenerateCommand: ParsableCommand {
    /// What can be made.
    enum Subject: String, ExpressibleByArgument, CaseIterable {
        case drammenDay = "drammen-day"
        case priorityDay = "priority-day"
        case richDay = "rich-day"
    }

    private struct Made: Encodable {
        var folder: String
        var orders: Int
        var seed: UInt64
    }

    static let configuration = CommandConfiguration(
        commandName: "generate", abstract: "Make a scenario folder from a seed.",
        discussion: """
            Example: fordeler generate drammen-day --orders 200 --backlog 1800 --vans 20 --out large-day
            The same numbers and seed give the same bytes. priority-day makes the twenty folders of the priority-day set,
            rich-day four larger and smaller Drammen days; both have sizes and seeds of their own. --proven finds and proves the
            optimum of the tiny files.
            """)

    @Argument(help: "What to make: \(Subject.allCases.map(\.rawValue).joined(separator: ", ")).")
    var subject: Subject
    @Option(help: "New orders of the day before.") var orders = 72
    @Option(help: "Open orders from before.") var backlog = 650
    @Option(help: "Vans; as many as keep the work per van when not given.") var vans: Int?
    @Option(help: "Seed of every random choice.") var seed: UInt64 = 1
    @Option(help: "The folder that receives the files.", completion: .directory) var out: String
    @Flag(help: "With priority-day: prove the optimum of the tiny files, and write it as plan.json.") var proven = false
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if !(0...100_000).contains(orders) { throw ValidationError("--orders must lie in 0...100000.") }
        if !(0...100_000).contains(backlog) { throw ValidationError("--backlog must lie in 0...100000.") }
        if let vans, !(1...2000).contains(vans) { throw ValidationError("--vans must lie in 1...2000.") }
    }

    func run() throws {
        switch subject {
        case .drammenDay: break
        case .priorityDay: return try writeSet(PriorityDaySet.members)
        case .richDay: return try writeSet(RichDay.members)
        }
        try writeFiles(DrammenDay.files(orders: orders, backlog: backlog, vans: vans, seed: seed), to: out)
        if output.json {
            print(try JSONDocument.text(Made(folder: out, orders: orders + backlog, seed: seed)))
        } else if !output.quiet {
            print("Wrote \(out) with \(orders + backlog) orders.")
        }
    }

    /// One folder for each member of a set.
    private func writeSet(_ members: [PriorityDaySet.Member]) throws {
        var made: [Made] = []
        for member in members {
            let folder = out + "/" + member.name
            var files = PriorityDaySet.files(of: member)
            let problem = try reportingDefects { try PriorityDaySet.problem(of: member) }
            if proven, member.isTiny {
                let plan = try ExactPlan.plan(problem)
                files.append(OutputFile("plan.json", text: PlanFile.text(plan)))
                if !output.quiet, !output.json {
                    print("\"\(member.name)\": [\(plan.aims.map { String($0.amount) }.joined(separator: ", "))],")
                }
            }
            let travel = GreatCircleTravel(problem.travel).table(for: problem)
            let compiled = try reportingDefects { try HorizonCompiler(problem, travel: travel).compile() }
            files.append(OutputFile("flat.json", text: FlatProblem(compiled).text))
            try writeFiles(files, to: folder)
            made.append(Made(folder: folder, orders: problem.orders.count, seed: member.seed))
            if !output.quiet, !output.json {
                let load = (try PriorityDaySet.load(of: problem) * 100).rounded() / 100
                print("\(folder)  \(problem.orders.count) orders, \(problem.vans.count) vans, load \(load)")
            }
        }
        if output.json { print(try JSONDocument.text(made)) }
    }
}
