import FordelerModel
import Testing

@testable import FordelerStock

/// What people see when their wishes or numbers cannot work, and that the next solve is not touched by it.
struct BadInputTests {
    /// Four zones on a line, two sites, one class.
    private func good() -> PlacementProblem {
        let places = [0.0, 3, 7, 10]
        return PlacementProblem(
            objective: .fixedCharge,
            sites: [
                PlacementProblem.Site(id: "west", openingCost: 20, capacity: 3),
                PlacementProblem.Site(id: "east", openingCost: 20, capacity: 3),
            ],
            zones: places.enumerated().map { PlacementProblem.Zone(id: "zone \($0.offset + 1)", demand: [1]) },
            serviceCost: places.map { [$0, 10 - $0] })
    }

    private func solvesAgain() throws {
        let solution = try PlacementSolver.solve(good())
        #expect(solution.status == .optimal && solution.objective == 40)
    }

    private func sentences(_ problem: PlacementProblem) throws -> [String] {
        do {
            _ = try PlacementSolver.solve(problem)
        } catch let error as InputErrors {
            return error.diagnostics.map(\.text)
        }
        return []
    }

    @Test(arguments: [
        (-1.0, "-1.0"), (.nan, "nan"), (.infinity, "inf"),
    ])
    func demandMustBeANumber(value: Double, shown: String) throws {
        var problem = good()
        problem.zones[1].demand = [value]
        #expect(
            try sentences(problem) == [
                "error E-PLACEMENT-NUMBER placement demand of zone 2 '\(shown)': This number is negative, missing or "
                    + "too large. Give a finite number from 0 to 1e14."
            ])
        try solvesAgain()
    }

    @Test func missingDemandIsNamed() throws {
        var problem = good()
        problem.zones[0].demand = []
        problem.serviceCost[3][0] = .nan
        #expect(
            try sentences(problem) == [
                "error E-PLACEMENT-SHAPE placement demand of zone 1 '0': A zone needs one demand per class. "
                    + "Give 1 demands.",
                "error E-PLACEMENT-NUMBER placement service cost of zone 4 'nan': This number is negative, missing or "
                    + "too large. Give a finite number from 0 to 1e14.",
            ])
        try solvesAgain()
    }

    /// The conflict's figures, sentence by sentence.
    private func figures(_ change: (inout PlacementProblem) -> Void) throws -> [String] {
        var problem = good()
        change(&problem)
        return try PlacementSolver.solve(problem).shortfalls
    }

    @Test func conflictsTellTheirFigures() throws {
        #expect(
            try figures { $0.budget = 5 } == [
                "The cheapest stores that keep the other wishes cost 20; the budget is 5, 15 too little."
            ])
        #expect(
            try figures { $0.classes[0].responseLimit = 2 } == [
                "Zone zone 2 of class all is 3 from its nearest site west, the limit is 2; 2 zones are beyond it."
            ])
        #expect(
            try figures {
                $0.isCapacitated = true
                for site in $0.sites.indices { $0.sites[site].capacity = 1.5 }
            } == ["The demand is 4 and the capacity of the 2 sites that may open 3; 1 is missing."])
        #expect(
            try figures {
                $0.classes[0].responseLimit = 4
                $0.storeCount = 1...1
            } == ["The other wishes need at least 2 stores; 1 are allowed."])
    }

    private func conflict(_ change: (inout PlacementProblem) -> Void) throws -> [String] {
        var problem = good()
        change(&problem)
        let solution = try PlacementSolver.solve(problem)
        #expect(solution.status == .infeasible && solution.open.isEmpty && solution.objective == nil)
        return solution.conflict.map(\.description).sorted()
    }

    @Test func areasNobodyReachesAreNamed() throws {
        let found = try conflict { $0.serviceCost[2] = [.infinity, .infinity] }
        #expect(found == ["service of every zone", "zones that no site reaches: zone 3"])
        try solvesAgain()
    }

    @Test func aBudgetTooSmallForAnyPlan() throws {
        let found = try conflict { $0.budget = 5 }
        #expect(found == ["the budget of 5.0"])
        try solvesAgain()
    }

    @Test func aResponseLimitNobodyCanMeet() throws {
        let found = try conflict { $0.classes[0].responseLimit = 2 }
        #expect(found == ["class all within 2.0", "service of every zone"])
        try solvesAgain()
    }

    @Test func capacityBelowDemand() throws {
        let found = try conflict {
            $0.isCapacitated = true
            for site in $0.sites.indices { $0.sites[site].capacity = 1.5 }
        }
        #expect(found == ["service of every zone", "the capacities"])
        try solvesAgain()
    }

    @Test func aMillionCellsAreJudgedAtOnce() {
        let side = 1000
        let problem = PlacementProblem(
            objective: .median, sites: (0..<side).map { PlacementProblem.Site(id: "s\($0)") },
            zones: (0..<side).map { PlacementProblem.Zone(id: "z\($0)", demand: [1]) },
            serviceCost: [[Double]](repeating: [Double](repeating: -1, count: side), count: side), storeCount: 2...2)
        // A hundred findings are enough to know what is wrong.
        #expect(problem.diagnostics().count == 100)
    }

    @Test func stockLimitsNobodyCanMeetSayHowFarStockGoes() throws {
        var problem = StockFixtures.twoByTwo()
        problem.limits[0].days = 0.5
        problem.demand[0].perYear = .nan
        problem.items[0].price = -1
        problem.valueCeiling = 0
        let found = problem.diagnostics()
        #expect(found.map(\.code).filter { $0 == "E-STOCK-RANGE" }.count == 2)
        problem.demand[0].perYear = 8
        problem.items[0].price = 900_000
        let text = problem.diagnostics().map(\.text)
        #expect(text.count == 1 && text[0].hasPrefix("error E-STOCK-LIMIT stock-limits.csv days"))
        #expect(text[0].contains("At most 0.0 % of the demand can meet this"))
        #expect(throws: InputErrors.self) { try LevelOptimiser(problem) }
        // A ceiling that no levels keep the promises under is a result, with what it falls short by.
        problem.limits[0].days = 2
        let poor = try LevelOptimiser(problem).solve(iterations: 2)
        #expect(poor.status == .targetsMissed && poor.value == 0)
        #expect(try LevelOptimiser(StockFixtures.twoByTwo()).solve(iterations: 2).status == .feasible)
    }
}
