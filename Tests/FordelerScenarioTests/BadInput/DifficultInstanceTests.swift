import FordelerChecker
import FordelerFormats
import FordelerModel
import FordelerPlanning
import FordelerRouting
import FordelerRoutingProblem
import Testing

/// Public instances that have no whole plan, or that break the search's habits: each gives the best part of a plan with
/// reasons, or a clear error, and every cost is the checker's.
@Suite("Difficult instances for solve") struct DifficultInstanceTests {
    /// What `fordeler solve` finds for a file.
    struct Answer {
        var cost: Double
        var isFeasible: Bool
        var unserved: [Int: String]
        var routes: Int
    }

    private func solve(_ text: String, steps: Int = 300) throws -> Answer {
        let instance = try RoutingInstance.read(Array(text.utf8), file: "case", options: InstanceOptions())
        let solver = try RoutingSolver(instance.problem)
        let solution = solver.solve(SolverOptions(seed: 1, threads: 1, islands: 1, stepLimit: steps)).solution
        let found = RoutingChecker.check(solution, of: instance.problem).violations
        // Leaving a customer out is the one rule that a part of a plan breaks.
        #expect(found.filter { $0.code != .jobMandatory }.isEmpty)
        #expect(found.isEmpty == solution.isFeasible)
        let served = solution.routes.flatMap(\.sequence).compactMap { kind -> Int? in
            if case .visit(let job) = kind { job } else { nil }
        }
        #expect(Set(served + solution.unassigned) == Set(instance.problem.jobs.indices))
        let reasons = UnservedReasons(instance.problem).reasons(for: solution)
        #expect(reasons.map(\.job) == solution.unassigned)
        return Answer(
            cost: instance.cost(of: solution).value, isFeasible: solution.isFeasible,
            unserved: Dictionary(
                reasons.map { (instance.naming.number(ofJob: $0.job), $0.code) }, uniquingKeysWith: { a, _ in a }),
            routes: instance.vehiclesUsed(in: solution))
    }

    private func errorCodes(_ text: String) -> Set<String> {
        do {
            _ = try RoutingInstance.read(Array(text.utf8), file: "case", options: InstanceOptions())
            return []
        } catch { return Set(error.diagnostics.map(\.code)) }
    }

    /// Solomon's form: depot at the origin, open until 1000.
    private func windows(vehicles: Int, capacity: Int = 10, _ rows: String...) -> String {
        (["CASE", "VEHICLE", "NUMBER CAPACITY", "\(vehicles) \(capacity)", "CUSTOMER", "CUST NO."]
            + ["0 0 0 0 0 1000 0"] + rows.enumerated().map { "\($0.offset + 1) \($0.element)" }).joined(separator: "\n")
    }

    /// VRPLIB with a full matrix, one unit of demand at every customer.
    private func matrix(vehicles: Int, capacity: Int = 10, _ rows: String...) -> String {
        let demands = rows.indices.map { "\($0 + 1) \($0 == 0 ? 0 : 1)" }.joined(separator: "\n")
        return """
            NAME : case
            TYPE : CVRP
            DIMENSION : \(rows.count)
            VEHICLES : \(vehicles)
            CAPACITY : \(capacity)
            EDGE_WEIGHT_TYPE : EXPLICIT
            EDGE_WEIGHT_FORMAT : FULL_MATRIX
            EDGE_WEIGHT_SECTION
            \(rows.joined(separator: "\n"))
            DEMAND_SECTION
            \(demands)
            DEPOT_SECTION
            1
            -1
            """
    }

    @Test("No feasible plan: one of two customers at the same hour is served, the other has a reason")
    func noFeasiblePlan() throws {
        let answer = try solve(windows(vehicles: 1, "100 0 1 200 201 10", "-100 0 1 200 201 10"))
        #expect(!answer.isFeasible && answer.routes == 1)
        #expect(Array(answer.unserved.values) == ["FULL"])
    }

    @Test("Too little room in all vehicles together")
    func tooLittleRoom() throws {
        let answer = try solve(windows(vehicles: 1, capacity: 10, "1 0 6 0 900 0", "0 2 6 0 900 0"))
        #expect(!answer.isFeasible && Array(answer.unserved.values) == ["FULL"])
    }

    @Test("A customer without a way to it is left out and named; the others are served at the right cost")
    func unreachableCustomer() throws {
        let answer = try solve(matrix(vehicles: 2, "0 3 inf", "4 0 inf", "inf inf 0"))
        #expect(!answer.isFeasible && answer.unserved == [2: "UNREACHABLE"] && answer.cost == 7)
    }

    @Test("Cells without a way between customers are never driven")
    func unreachableCells() throws {
        // 1 → 2 is closed and 2 → 1 is open: the one vehicle must take 2 first.
        let answer = try solve(matrix(vehicles: 1, "0 1 9", "1 0 null", "9 1 0"))
        #expect(answer.isFeasible && answer.cost == 11)
    }

    @Test("Demand above every capacity is an error that names the customer")
    func largeDemand() { #expect(errorCodes(windows(vehicles: 2, "1 0 11 0 900 0")) == ["E-INSTANCE-CAPACITY"]) }

    @Test("A window that closes before a vehicle can come leaves that customer out")
    func earlyWindow() throws {
        let answer = try solve(windows(vehicles: 2, "300 0 1 0 299 0", "10 0 1 0 900 0"))
        #expect(!answer.isFeasible && answer.unserved == [1: "TIME_WINDOW"] && answer.cost == 20)
    }

    @Test("A customer from which nobody is back in time is left out")
    func lateReturn() throws {
        let answer = try solve(windows(vehicles: 2, "600 0 1 0 900 0", "10 0 1 0 900 0"))
        #expect(!answer.isFeasible && answer.unserved == [1: "TOO_FAR"] && answer.cost == 20)
    }

    @Test("Customers without a vehicle are an error; a file without customers has a plan that costs nothing")
    func zeroes() throws {
        #expect(errorCodes(windows(vehicles: 0, "1 0 1 0 900 0")) == ["E-INSTANCE-FLEET"])
        let answer = try solve(windows(vehicles: 2))
        #expect(answer.isFeasible && answer.cost == 0 && answer.routes == 0)
    }

    @Test("The engine itself leaves every job out when it is given no vehicle")
    func noVehicleInTheEngine() throws {
        var problem = try RoutingInstance.read(
            Array(windows(vehicles: 1, "1 0 1 0 900 0").utf8), file: "case", options: InstanceOptions()
        ).problem
        problem.vehicles = []
        let solution = try RoutingSolver(problem).solve(SolverOptions(stepLimit: 10)).solution
        #expect(!solution.isFeasible && solution.unassigned == [0])
        #expect(UnservedReasons(problem).reasons(for: solution).map(\.code) == ["NO_VEHICLE"])
    }

    @Test("One customer")
    func oneCustomer() throws {
        let answer = try solve(windows(vehicles: 1, "3 4 1 0 900 0"))
        #expect(answer.isFeasible && answer.cost == 10 && answer.routes == 1)
    }

    @Test("Customers at one point, and at the depot, cost no detour")
    func duplicatePoints() throws {
        let answer = try solve(windows(vehicles: 3, "3 4 1 0 900 0", "3 4 1 0 900 0", "0 0 1 0 900 0", "3 4 1 0 900 0"))
        #expect(answer.isFeasible && answer.cost == 10)
    }

    @Test("Ways there and back may differ: the order that follows the short ones is found")
    func asymmetric() throws {
        let answer = try solve(matrix(vehicles: 1, "0 1 50 50", "50 0 1 50", "50 50 0 1", "1 50 50 0"))
        #expect(answer.isFeasible && answer.cost == 4)
    }

    @Test("A detour may be shorter than the straight way")
    func brokenTriangle() throws {
        // 0 → 2 straight is 100 and by way of 1 it is 2: one route that takes 1 first costs 1 + 1 + 2.
        let answer = try solve(matrix(vehicles: 2, "0 1 100", "1 0 1", "2 1 0"))
        #expect(answer.isFeasible && answer.cost == 4)
    }

    @Test("A removal that makes a route longer than the shift is survived")
    func brokenTriangleInTime() throws {
        let limited = matrix(vehicles: 2, "0 1 100 100", "1 0 1 100", "1 1 0 1", "1 100 1 0").replacing(
            "CAPACITY : 10", with: "CAPACITY : 10\nVEHICLES_MAX_DURATION : 60")
        let answer = try solve(limited, steps: 2000)
        #expect(answer.unserved.isEmpty == answer.isFeasible)
    }

    @Test("Sums beyond 32 bits are added up rightly")
    func largeSums() throws {
        // Twelve customers, each 250 million from the depot and from one another: 12 round trips are 6 × 10^9.
        let count = 13
        let rows = (0..<count).map { row in
            (0..<count).map { $0 == row ? "0" : "250000000" }.joined(separator: " ")
        }
        let demands = (0..<count).map { "\($0 + 1) \($0 == 0 ? 0 : 1)" }.joined(separator: "\n")
        let text = """
            NAME : large
            TYPE : CVRP
            DIMENSION : \(count)
            VEHICLES : 12
            CAPACITY : 1
            EDGE_WEIGHT_TYPE : EXPLICIT
            EDGE_WEIGHT_FORMAT : FULL_MATRIX
            EDGE_WEIGHT_SECTION
            \(rows.joined(separator: "\n"))
            DEMAND_SECTION
            \(demands)
            DEPOT_SECTION
            1
            -1
            """
        let answer = try solve(text)
        #expect(answer.isFeasible && answer.cost == 6_000_000_000)
    }

    @Test("A route longer than the engine's clock is never made")
    func longRoutes() throws {
        // With room for all twelve, one route would last 13 × 10^8; the clock ends at 536 million.
        let rows = (0..<13).map { row in (0..<13).map { $0 == row ? "0" : "100000000" }.joined(separator: " ") }
        let text = """
            NAME : long
            TYPE : CVRP
            DIMENSION : 13
            VEHICLES : 12
            CAPACITY : 100
            EDGE_WEIGHT_TYPE : EXPLICIT
            EDGE_WEIGHT_FORMAT : FULL_MATRIX
            EDGE_WEIGHT_SECTION
            \(rows.joined(separator: "\n"))
            DEMAND_SECTION
            \((0..<13).map { "\($0 + 1) \($0 == 0 ? 0 : 1)" }.joined(separator: "\n"))
            DEPOT_SECTION
            1
            -1
            """
        let answer = try solve(text)
        #expect(answer.isFeasible && answer.routes >= 3)
    }

    @Test("Lengths that the engine cannot hold are an error, a way to and fro among them")
    func largeNumbers() {
        #expect(errorCodes(matrix(vehicles: 1, "0 600000000", "1 0")) == ["E-INSTANCE-RANGE"])
        #expect(errorCodes(matrix(vehicles: 1, "0 300000000", "300000000 0")) == ["E-INSTANCE-RANGE"])
        #expect(errorCodes(matrix(vehicles: 1, "0 -1", "1 0")) == ["E-INSTANCE-RANGE"])
    }
}
