import ArgumentParser
import FordelerFormats
import FordelerModel
import FordelerRouting
import FordelerScenario
import FordelerStock
import Foundation

extension PlacementProblem.Objective: ExpressibleByArgument {}
extension PlacementProblem.Assignment: ExpressibleByArgument {}

/// `fordeler stock place`: which stores to open.
struct StockPlaceCommand: ParsableCommand {
    /// Forms of location data.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case auto, scenario
        case median = "orlib-pmed"
        case warehouse = "orlib-cap"
        case csv
        case ladder
    }

    /// Whether capacities bind.
    enum Choice: String, ExpressibleByArgument, CaseIterable { case yes, no }

    static let configuration = CommandConfiguration(
        commandName: "place", abstract: "Choose which stores to open, with a proven bound.",
        discussion: """
            INPUT is an OR-Library file, a folder with sites.csv, zones.csv, costs.csv and, for classes, classes.csv, \
            a scenario folder with stock tables (amounts in øre a year, the stock itself left out), or a region made by fordeler stock region, where depots and units are chosen together.
            Example: fordeler stock place pmed1.txt --time-limit 60 --json
            Exit codes: 0 a plan, 2 usage, 3 bad input, 4 the wishes conflict, 5 no plan within the limit, 6 file \
            cannot be read, 130 interrupted (the best plan is shown).
            """)

    @Argument(help: "File or folder.", completion: .file()) var input: String
    @Option(help: "Form of the input.") var format: Format = .auto
    @Option(help: "What is made small (or, for maximal-cover, large).") var objective: PlacementProblem.Objective?
    @Option(name: .customLong("p"), help: "Number of stores, locked ones included.") var stores: Int?
    @Option(help: "Whether capacities bind; yes when the input has them, if not given.") var capacitated: Choice?
    @Option(help: "What the word capacity stands for in OR-Library's large files.") var capacity: Double?
    @Option(help: "Whether a zone may be divided.") var assignment: PlacementProblem.Assignment = .split
    @Option(help: "Most opening and running cost.") var budget: Double?
    @Option(help: "Longest response time of classes without a limit of their own.") var limit: Double?
    @Flag(help: "Every district with a zone gets a store.") var storePerDistrict = false
    @Option(help: "Gap at which a plan counts as optimal.") var gap = 0.0
    @OptionGroup var search: SearchOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if let stores, stores < 1 { throw ValidationError("--p must be at least 1.") }
        if !(gap >= 0 && gap < 1) { throw ValidationError("--gap must be at least 0 and below 1.") }
        if let capacity, !(capacity >= 0 && capacity.isFinite) {
            throw ValidationError("--capacity must not be negative.")
        }
        if let budget, !(budget >= 0 && budget.isFinite) { throw ValidationError("--budget must not be negative.") }
        if let limit, !(limit >= 0 && limit.isFinite) { throw ValidationError("--limit must not be negative.") }
    }

    func run() throws {
        let begin = ContinuousClock.now
        stopOnInterrupt()
        if let region = try readRegion() {
            try place(region, since: begin)
            return
        }
        let problem = try readNetwork() ?? makeProblem(try read())
        let line = ProgressLine(silent: output.quiet || output.json)
        let solution = try reportingDefects { try PlacementSolver.solve(problem, options: options(since: begin, line)) }
        line.finish()
        try show(solution, of: problem, seconds: seconds(since: begin))
        try exit(with: solution.status)
    }

    private func exit(with status: PlacementSolution.Status) throws {
        if interruption.isStopped { throw ExitCode(130) }
        switch status {
        case .optimal, .feasible: break
        case .infeasible, .unbounded: throw ExitCode(4)
        case .noPlan: throw ExitCode(5)
        }
    }

    /// Options that speak of tables and OR-Library files alone, and whether each is given.
    private var tableOptions: [(name: String, isGiven: Bool)] {
        [
            ("--objective", objective != nil), ("--capacitated", capacitated != nil), ("--capacity", capacity != nil),
            ("--limit", limit != nil), ("--store-per-district", storePerDistrict),
        ]
    }

    /// An option that changes nothing is refused rather than passed over.
    private func refuse(_ options: [(name: String, isGiven: Bool)], for input: String) throws {
        let given = options.filter(\.isGiven).map(\.name)
        if !given.isEmpty {
            throw CommandFailure.usage(
                "\(given.joined(separator: ", ")): a \(input) states this itself; leave the option out.")
        }
    }

    /// The stores and areas of a stock scenario, in øre a year.
    private func readNetwork() throws -> PlacementProblem? {
        guard format == .scenario || (format == .auto && StockFolder.isPresent(at: input)) else { return nil }
        try refuse(tableOptions, for: "stock scenario")
        var problem = try reportingDefects { try StockFolder.network(at: input) }.placement()
        problem.budget = budget
        problem.assignment = assignment
        if let stores { problem.storeCount = 1...stores }
        return problem
    }

    /// A region with units to choose: a JSON file.
    private func readRegion() throws -> LadderProblem? {
        guard format == .ladder || (format == .auto && input.hasSuffix(".json")) else { return nil }
        let others = [("--p", stores != nil), ("--budget", budget != nil), ("--assignment", assignment != .split)]
        try refuse(tableOptions + others, for: "region")
        let data = try fileBytes(input)
        return try reportingDefects {
            try LadderRegionFile.read(Data(data), file: URL(fileURLWithPath: input).lastPathComponent)
        }
    }

    private func place(_ region: LadderProblem, since begin: ContinuousClock.Instant) throws {
        let line = ProgressLine(silent: output.quiet || output.json)
        let solution = try reportingDefects { try LadderSolver.solve(region, options: options(since: begin, line)) }
        line.finish()
        let used = (seconds(since: begin) * 1000).rounded() / 1000
        let report = LadderPlaceReport(solution, region, seconds: used)
        if output.json {
            print(try JSONDocument.text(report))
        } else if !output.quiet {
            print(report.text, terminator: "")
        }
        try exit(with: solution.status)
    }

    private func options(since begin: ContinuousClock.Instant, _ line: ProgressLine) -> PlacementOptions {
        let timeLimit = search.timeLimit.map { max(0.01, $0 - seconds(since: begin)) }
        return PlacementOptions(
            timeLimit: timeLimit, nodeLimit: search.steps, relativeGap: gap,
            shouldStop: { interruption.isStopped },
            progress: { state in
                let used = seconds(since: begin)
                let share = search.timeLimit.map { used / $0 } ?? 0
                let best = state.objective.map(amount) ?? "-"
                let bound = state.bound.map(amount) ?? "-"
                line.show(seconds: used, fraction: share, note: "best \(best), bound \(bound), \(state.nodes) nodes")
            })
    }

    /// An objective for people: kroner a year for a stock scenario, else the number to three decimals.
    private func amount(_ value: Double) -> String {
        if format == .scenario || (format == .auto && StockFolder.isPresent(at: input)), abs(value) < 1e15 {
            return ReportText.money(Int(value.rounded()))
        }
        let text = String(format: "%.3f", value)
        return text.hasSuffix(".000") ? String(text.dropLast(4)) : text
    }

    private func read() throws -> LocationTable {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: input, isDirectory: &isFolder) else {
            throw CommandFailure.environment("error E-FILE \(input): There is no such file. Check the name.")
        }
        return try reportingDefects {
            if isFolder.boolValue { return try LocationTable.readFolder(input) }
            let name = URL(fileURLWithPath: input).lastPathComponent
            let text = String(decoding: try fileBytes(input), as: UTF8.self)
            var form = format
            if form == .auto {
                // The warehouse form starts with two numbers, the median form with three.
                let first = text.split(whereSeparator: \.isNewline).first { !$0.allSatisfy(\.isWhitespace) } ?? ""
                form = first.split(whereSeparator: \.isWhitespace).count >= 3 ? .median : .warehouse
            }
            switch form {
            case .median: return try LocationTable.readORLibraryMedian(text, file: name)
            case .warehouse: return try LocationTable.readORLibraryCapacitated(text, file: name, capacity: capacity)
            case .auto, .csv, .scenario, .ladder:
                throw CommandFailure.badInput(
                    "error E-FILE-FOLDER \(name): This form is a folder of tables. Name the folder.")
            }
        }
    }

    private func makeProblem(_ table: LocationTable) -> PlacementProblem {
        let priced = table.sites.contains { $0.openingCost + $0.runningCost > 0 }
        let aim = objective ?? (priced ? .fixedCharge : .median)
        let mayCapacitate = aim == .median || aim == .fixedCharge
        let hasCapacity = table.sites.contains { $0.capacity != nil }
        let count = stores ?? table.storeCount
        return PlacementProblem(
            objective: aim,
            sites: table.sites.map {
                PlacementProblem.Site(
                    id: $0.id, openingCost: $0.openingCost, runningCost: $0.runningCost, capacity: $0.capacity,
                    status: $0.status == .open ? .open : $0.status == .closed ? .closed : .candidate,
                    district: $0.district)
            },
            zones: table.zones.map { PlacementProblem.Zone(id: $0.id, demand: $0.demand, district: $0.district) },
            classes: table.classes.map {
                PlacementProblem.DemandClass(id: $0.id, responseLimit: $0.responseLimit ?? limit, isExempt: $0.isExempt)
            },
            serviceCost: table.cost, responseTime: table.time,
            storeCount: count.map { aim == .maximalCover || aim == .fixedCharge ? 1...max(1, $0) : $0...$0 },
            budget: budget, storePerDistrict: storePerDistrict,
            isCapacitated: capacitated.map { $0 == .yes } ?? (mayCapacitate && hasCapacity), assignment: assignment)
    }

    private func show(_ solution: PlacementSolution, of problem: PlacementProblem, seconds: Double) throws {
        let rounded = (seconds * 1000).rounded() / 1000
        if output.json {
            print(try JSONDocument.text(StockPlaceDocument(solution, problem, seconds: rounded)))
        } else if !output.quiet {
            print("\(solution.status.rawValue)  \(rounded) s  \(solution.nodes) nodes")
            if let objective = solution.objective {
                let bound = solution.bound.map(amount) ?? "none"
                let gap = solution.gap.map { "\(($0 * 1e5).rounded() / 1e3) %" } ?? "unknown"
                print("objective \(amount(objective))  bound \(bound)  gap \(gap)")
                print("open \(solution.open.map { problem.sites[$0].id }.joined(separator: " "))")
            }
            if !solution.conflict.isEmpty {
                print("These wishes cannot hold together:")
                for wish in solution.conflict { print("  \(wish)") }
                for sentence in solution.shortfalls { print(sentence) }
            }
        }
    }
}

/// What `stock place --json` prints.
struct StockPlaceDocument: Encodable {
    struct Service: Encodable {
        var zone: String
        var site: String
        var share: Double
        /// Classes served, when the input has several.
        var classes: [String]?
    }

    private let solution: PlacementSolution
    private let problem: PlacementProblem
    private let seconds: Double

    init(_ solution: PlacementSolution, _ problem: PlacementProblem, seconds: Double) {
        self.solution = solution
        self.problem = problem
        self.seconds = seconds
    }

    private enum Key: String, CodingKey {
        case status, objective, bound, gap, open, assignment, seconds, nodes, conflict, shortfalls
    }

    func encode(to encoder: any Encoder) throws {
        var document = encoder.container(keyedBy: Key.self)
        try document.encode(solution.status.rawValue, forKey: .status)
        try document.encode(solution.objective, forKey: .objective)
        try document.encode(solution.bound, forKey: .bound)
        try document.encode(solution.gap, forKey: .gap)
        try document.encode(solution.open.map { problem.sites[$0].id }, forKey: .open)
        try document.encode(
            solution.services.map { part in
                Service(
                    zone: problem.zones[part.zone].id, site: problem.sites[part.site].id, share: part.share,
                    classes: problem.classes.count > 1 ? part.classes.map { problem.classes[$0].id } : nil)
            }, forKey: .assignment)
        try document.encode(seconds, forKey: .seconds)
        try document.encode(solution.nodes, forKey: .nodes)
        try document.encode(solution.conflict.map(\.description), forKey: .conflict)
        if !solution.shortfalls.isEmpty { try document.encode(solution.shortfalls, forKey: .shortfalls) }
    }
}
