import FordelerChecker
import FordelerRoutingProblem
import Testing

/// SplitMix64, so that a failing round can be repeated.
struct FuzzRandom: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// Numbers that break careless arithmetic.
    mutating func number() -> Int {
        [0, 1, -1, 5, 86_400, -86_400, .max, .min, .max / 2, 1 << 40, Int(Int32.max)].randomElement(using: &self) ?? 0
    }
}

@Suite struct RoutingFuzzTests {
    @Test func noMutationEndsTheProcess() {
        var random = FuzzRandom(state: 1)
        for _ in 0..<400 {
            var sample = RoutingCase()
            for _ in 0..<Int.random(in: 1...4, using: &random) { mutate(&sample, &random) }
            let report = RoutingChecker.check(sample.solution, of: sample.problem)
            #expect(report.valid == report.violations.isEmpty)
        }
    }

    private func mutate(_ sample: inout RoutingCase, _ random: inout FuzzRandom) {
        guard !sample.solution.routes.isEmpty, !sample.solution.routes[0].steps.isEmpty else { return }
        let index = Int.random(in: sample.solution.routes[0].steps.indices, using: &random)
        let number = random.number()
        switch Int.random(in: 0..<14, using: &random) {
        case 0: sample.solution.routes[0].steps[index].arrival = number
        case 1: sample.solution.routes[0].steps[index].start = number
        case 2: sample.solution.routes[0].steps[index].end = number
        case 3: sample.solution.routes[0].steps[index].kind = .visit(job: number)
        case 4: sample.solution.routes[0].steps[index].kind = .reload(depot: number)
        case 5: sample.solution.routes[0].steps[index].kind = .pause(number)
        case 6: sample.solution.routes[0].steps.remove(at: index)
        case 7: sample.solution.routes[0].steps.append(sample.solution.routes[0].steps[index])
        case 8: sample.solution.routes.append(RoutingRoute(vehicle: number, steps: sample.solution.routes[0].steps))
        case 9: sample.solution.unassigned.append(number)
        case 10: sample.solution.aims = [number]
        case 11: sample.solution.routes[0].steps[index].kind = .delivery(job: 2)
        case 12: sample.problem.vehicles[0].costPerDistance = number
        default: sample.problem.jobs[1].latenessRates[0].cost.amount = number
        }
    }
}
