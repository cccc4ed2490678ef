import FordelerFormats
import FordelerModel
import FordelerRoutingProblem
import Testing

/// Reads a text as an instance.
func tiny(_ text: String, _ options: InstanceOptions = InstanceOptions()) throws -> RoutingInstance {
    try RoutingInstance.read(Array(text.utf8), file: "tiny", options: options)
}

@Suite struct InstanceReadingTests {
    @Test func solomonCountsTenthsCut() throws {
        let instance = try tiny(TinyInstances.solomon)
        #expect(instance.format == .solomon)
        #expect(instance.name == "TINY1")
        #expect(instance.distances == .dimacs)
        #expect(instance.problem.validate().isEmpty)
        #expect(instance.problem.vehicles.count == 2)
        #expect(instance.problem.vehicles[0].latestEnd == 1000)
        let table = instance.problem.profiles[0]
        #expect(table.distances[0 * 4 + 1] == 50)
        // From (6, 8) to (0, 5): 6.708 is cut to 6.7.
        #expect(table.distances[2 * 4 + 3] == 67)
        guard case .visit(let visit, let delivery, _) = instance.problem.jobs[1].work else {
            Issue.record("customer 2 must be a visit")
            return
        }
        #expect(visit.windows == [300...600] && visit.service == 100 && delivery == [10])
    }

    @Test func solomonRoundTrip() throws {
        let instance = try tiny(TinyInstances.solomon)
        let solution = try instance.readSolution(Array("Route #1: 1 2\nRoute #2: 3\nCost 30\n".utf8), file: "s")
        let text = instance.solutionText(solution)
        #expect(text == "Route #1: 1 2\nRoute #2: 3\nCost 30.0\n")
        let timed = solution
        // Customer 2 opens at 30, 5 after 10 of service at customer 1, 5 from the depot: leave as late as 10.
        #expect(timed.routes[0].steps.map(\.end) == [100, 250, 400, 500])
        #expect(timed.aims == [300])
    }

    @Test func liLimPairsAndCountsVehiclesFirst() throws {
        let instance = try tiny(TinyInstances.lilim)
        #expect(instance.format == .lilim && instance.objective == .vehiclesDistance && instance.distances == .double)
        #expect(instance.problem.validate().isEmpty)
        #expect(instance.problem.aims.map(\.name) == ["vehicles", "distance"])
        #expect(instance.problem.jobs.count == 2)
        #expect(instance.naming.number(ofJob: 1) == 3)
        let text = "Route #1: 3 1 4 2\n"
        let solution = try instance.readSolution(Array(text.utf8), file: "s")
        #expect(solution.unassigned.isEmpty)

        // 0→3 √2, 3→1 √13, 1→4 √5, 4→2 √52, 2→0 10.
        let legs = [2.0, 13, 5, 52, 100].map { $0.squareRoot() }.reduce(0, +)
        #expect(abs(instance.cost(of: solution).value - legs) < 1e-9)
        #expect(solution.aims[0] == 1)
    }

    @Test func cordeauGivesEveryDepotItsVehicles() throws {
        let instance = try tiny(TinyInstances.cordeau)
        #expect(instance.format == .cordeau)
        #expect(instance.problem.validate().isEmpty)
        #expect(instance.problem.depots.map(\.location) == [2, 3])
        #expect(instance.problem.vehicles.map(\.startDepot) == [0, 1])
        #expect(instance.problem.vehicles[0].maxDuration == Int(50 * instance.naming.scale))
        #expect(instance.problem.vehicles[1].maxDuration == .max)
        let solution = try instance.readSolution(Array("Route #1: 1\nRoute #2: 2\n".utf8), file: "s")
        #expect(instance.solutionText(solution) == "Route #1: 1\nRoute #2: 2\nCost 20.0\n")
    }

    @Test func vrplibHasAFreeFleetAndALimit() throws {
        let instance = try tiny(TinyInstances.cvrp)
        #expect(instance.problem.validate().isEmpty)
        // 12 of demand fill 2 vehicles: 1.3 × 2 + 3, but no more than customers.
        #expect(instance.problem.vehicles.count == 3)
        #expect(instance.problem.vehicles[0].maxDuration == 60)
        #expect(Array(instance.problem.profiles[0].distances.prefix(4)) == [0, 1, 2, 7])
        let solution = try instance.readSolution(Array("Route #1: 1 2\nRoute #2: 3\nCost 18\n".utf8), file: "s")
        #expect(instance.solutionText(solution) == "Route #1: 1 2\nRoute #2: 3\nCost 18\n")
        let timed = solution
        #expect(timed.routes[0].steps.last?.end == 6)
    }

    @Test(arguments: [
        (DistanceConvention.rounded, "24"), (.dimacs, "24.0"), (.exact, "24142"), (.double, "24.142136"),
    ])
    func conventionsCountTheSameRoute(_ how: DistanceConvention, _ cost: String) throws {
        let text = TinyInstances.cvrp.replacing("2 1 1", with: "2 10 0").replacing("3 0 2", with: "3 5 5")
        let instance = try tiny(text, InstanceOptions(distances: how))
        let solution = try instance.readSolution(Array("Route #1: 1 2\n".utf8), file: "s")
        #expect(instance.cost(of: solution).description == cost)
    }

    @Test(arguments: [
        ("FULL_MATRIX", "0 7 9\n7 0 4\n9 4 0"), ("LOWER_ROW", "7 9\n4"), ("UPPER_ROW", "7\n9 4"),
        ("UPPER_DIAG_ROW", "0 7 9 0\n4 0"), ("LOWER_DIAG_ROW", "0 7 0 9 4 0"),
    ])
    func explicitForms(_ form: String, _ numbers: String) throws {
        let text = TinyInstances.matrix.replacing("LOWER_DIAG_ROW", with: form)
            .replacing("0\n7 0 9\n4 0\n", with: numbers + "\n")
        let instance = try tiny(text)
        #expect(instance.problem.profiles[0].distances == [0, 7, 9, 7, 0, 4, 9, 4, 0])
    }

    @Test func richSectionsTellVehiclesApart() throws {
        let instance = try tiny(TinyInstances.rich, InstanceOptions(distances: .exact))
        let problem = instance.problem
        #expect(problem.validate().isEmpty)
        #expect(problem.vehicles.map(\.startDepot) == [0, 1, 1])
        #expect(problem.vehicles.map(\.capacity) == [[4], [4], [6]])
        #expect(problem.vehicles.map(\.costPerDistance) == [1, 1, 2])
        #expect(problem.vehicles.map { $0.fixedCosts.map(\.amount) } == [[10000], [10000], [30000]])
        #expect(problem.vehicles[0].maxDuration == 90000)
        #expect(problem.jobs.map(\.allowedVehicles) == [nil, nil, [0, 2]])
        // Vehicle 3 alone drives 5.099 + 6.403 + 7.071 twice as dear, and costs 30.
        let solution = try instance.readSolution(Array("Route #1: 2\nRoute #2:\nRoute #3: 3 4\n".utf8), file: "s")
        #expect(solution.routes.map(\.vehicle) == [0, 2])
        let distance = 2000 + 2 * (1000 + 6403 + 7071)
        #expect(instance.cost(of: solution).description == "\(distance + 40000)")
        #expect(instance.solutionText(solution).hasPrefix("Route #1: 2\nRoute #2:\nRoute #3: 3 4\nCost "))
    }

    @Test func reloadsReleasesAndPrizes() throws {
        let instance = try tiny(TinyInstances.trips, InstanceOptions(distances: .dimacs))
        #expect(instance.problem.validate().isEmpty)
        #expect(instance.problem.vehicles[0].maxTrips == 4 && instance.problem.vehicles[0].reloadDepots == [0])
        #expect(instance.problem.jobs.map { $0.unassignedCosts != nil } == [false, true, false])
        let solution = try instance.readSolution(Array("Route #1: 1 0 3\n".utf8), file: "s")
        #expect(solution.routes[0].sequence == [.visit(job: 0), .reload(depot: 0), .visit(job: 2)])
        #expect(instance.cost(of: solution).description == "32.0")
        #expect(instance.solutionText(solution) == "Route #1: 1 0 3\nCost 32.0\n")
        // Goods of the second trip are released at 25; customer 3 opens at 40.
        let steps = solution.routes[0].steps
        #expect(steps[2].end >= 250 && steps[3].start == 400)
    }

    @Test func backhaulsComeLastAndNeverAlone() throws {
        let instance = try tiny(TinyInstances.backhauls)
        #expect(instance.problem.validate().isEmpty)
        let table = instance.problem.profiles[0]
        #expect(table.distances[3] == TravelMatrix.unreachable)
        #expect(table.distances[1 * 4 + 3] == 4)
        guard case .visit(let visit, let delivery, let pickup) = instance.problem.jobs[2].work else { return }
        #expect(visit.ranks == [SequenceRank(before: 15, after: 1)] && delivery == [0] && pickup == [9])
    }

    @Test func doubleTakesTheLargestScaleThatFits() throws {
        let far = TinyInstances.cvrp.replacing("4 5 5", with: "4 500000 5")
            .replacing("DISTANCE : 60", with: "DISTANCE : 2000000")
        let instance = try tiny(far, InstanceOptions(distances: .double))
        #expect(instance.naming.scale == 100)
        #expect(instance.problem.validate().isEmpty)
    }

    @Test func oneCustomerAndTwinPointsAreFine() throws {
        let one = try tiny(
            "N\nVEHICLE\nNUMBER CAPACITY\n1 5\nCUSTOMER\nCUST NO.\n0 1 1 0 0 9 0\n1 1 1 5 0 9 0\n")
        #expect(one.problem.jobs.count == 1 && one.problem.profiles[0].distances == [0, 0, 0, 0])
    }
}
