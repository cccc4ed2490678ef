import FordelerModel
import FordelerRoutingProblem

extension RoutingInstance {
    /// The solution in VRPLIB's form: `Route #k:` with the file's numbers, then `Cost`.
    ///
    /// Where vehicles differ, route k is what vehicle k does and empty routes are written; a reload is the depot's
    /// number inside the route.
    public func solutionText(_ solution: RoutingSolution) -> String {
        var sequences: [Int: String] = [:]
        var text = ""
        var count = 0
        for route in solution.routes where !route.sequence.isEmpty {
            let words = route.sequence.compactMap(location).map { String(naming.numbers[$0]) }
            if naming.writesEveryVehicle {
                sequences[naming.vehicleNumbers[route.vehicle]] = words.joined(separator: " ")
            } else {
                count += 1
                text += "Route #\(count): \(words.joined(separator: " "))\n"
            }
        }
        if naming.writesEveryVehicle {
            for number in 1...max(1, naming.vehicleCount) {
                text += "Route #\(number):\(sequences[number].map { " " + $0 } ?? "")\n"
            }
        }
        return text + "Cost \(cost(of: solution))\n"
    }

    /// Reads routes in VRPLIB's form and schedules them, see ``scheduled(_:)``: what a search starts from, or what a
    /// checker judges. Only that every mandatory job is served is known of its feasibility.
    /// - Throws: ``InputErrors`` for numbers that name nothing, stand twice, or more routes than vehicles.
    public func readSolution(_ bytes: [UInt8], file: String) throws(InputErrors) -> RoutingSolution {
        var text = InstanceText(file: file, bytes: bytes)
        let locations = Dictionary(
            naming.numbers.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        var free = Dictionary(grouping: problem.vehicles.indices, by: { naming.kinds[$0] }).mapValues { $0[...] }
        var routes: [RoutingRoute] = []
        var seen = Set<Int>()
        var rows = 0
        for line in text.lines where text.text(line.words.lowerBound).lowercased().hasPrefix("route") {
            let content = text.text(line)
            guard let colon = content.firstIndex(of: ":") else {
                text.report(
                    "E-SOLUTION-FORMAT", line, nil, String(content.prefix(40)),
                    "A route needs a colon after its number.",
                    "Write 'Route #1: 5 9 2'.")
                continue
            }
            rows += 1
            var steps: [RoutingStep] = []
            for word in content[content.index(after: colon)...].split(whereSeparator: \.isWhitespace) {
                guard let number = Int(word), let location = locations[number] else {
                    text.report(
                        "E-SOLUTION-REFERENCE", line, "route \(rows)", String(word), "The number names no node.",
                        "Use the numbers of the instance file.")
                    continue
                }
                let kind: RoutingStep.Kind =
                    switch naming.roles[location] {
                    case .depot(let depot): .reload(depot: depot)
                    case .visit(let job): .visit(job: job)
                    case .pickup(let job): .pickup(job: job)
                    case .delivery(let job): .delivery(job: job)
                    }
                if case .reload = kind {
                } else if !seen.insert(location).inserted {
                    text.report(
                        "E-SOLUTION-DUPLICATE", line, "route \(rows)", String(number), "The node is visited twice.",
                        "Visit every node once.")
                    continue
                }
                steps.append(RoutingStep(kind: kind))
            }
            if steps.isEmpty { continue }
            // Vehicles of one kind are alike, so that a route may take any free one of its vehicle's kind.
            let kind = naming.writesEveryVehicle ? naming.fileKinds.dropFirst(rows - 1).first : naming.kinds.first
            guard let kind, let vehicle = free[kind]?.popFirst() else {
                text.report(
                    "E-SOLUTION-FLEET", line, "route \(rows)", nil, "There is no vehicle left for the route.",
                    "Use at most \(problem.vehicles.count) routes.")
                continue
            }
            steps.insert(RoutingStep(kind: .start), at: 0)
            steps.append(RoutingStep(kind: .end))
            routes.append(RoutingRoute(vehicle: vehicle, steps: steps))
        }
        if !text.diagnostics.isEmpty { throw InputErrors(text.diagnostics) }
        routes.sort { $0.vehicle < $1.vehicle }
        let served = Set(routes.flatMap(\.sequence).compactMap(Self.job))
        let missing = problem.jobs.indices.filter { !served.contains($0) }
        return scheduled(
            RoutingSolution(
                routes: routes, unassigned: missing, aims: problem.aims.map { _ in 0 },
                isFeasible: missing.allSatisfy { problem.jobs[$0].unassignedCosts != nil }))
    }

    private static func job(_ kind: RoutingStep.Kind) -> Int? {
        switch kind {
        case .visit(let job), .pickup(let job), .delivery(let job): job
        default: nil
        }
    }
}
