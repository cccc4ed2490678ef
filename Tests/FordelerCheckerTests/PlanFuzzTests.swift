import FordelerChecker
import FordelerModel
import Testing

@Suite struct PlanFuzzTests {
    @Test func noMutationEndsTheProcess() {
        var random = FuzzRandom(state: 2)
        for _ in 0..<300 {
            var sample = PlanCase()
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                if Bool.random(using: &random) {
                    mutatePlan(&sample, &random)
                } else {
                    mutateProblem(&sample, &random)
                }
            }
            let report = sample.report()
            #expect(report.valid == report.violations.isEmpty)
        }
    }

    private func mutatePlan(_ sample: inout PlanCase, _ random: inout FuzzRandom) {
        guard !sample.plan.routes.isEmpty, !sample.stops.isEmpty, !sample.plan.orders.isEmpty else { return }
        let stop = Int.random(in: sample.stops.indices, using: &random)
        let order = Int.random(in: sample.plan.orders.indices, using: &random)
        let number = random.number()
        switch Int.random(in: 0..<18, using: &random) {
        case 0: sample.stops[stop].arrival = number
        case 1: sample.stops[stop].start = number
        case 2: sample.stops[stop].end = number
        case 3: sample.stops[stop].trip = number
        case 4: sample.stops[stop].travelSeconds = number
        case 5: sample.stops[stop].order = "none"
        case 6: sample.stops[stop].kind = [.depot, .visit, .break].randomElement(using: &random) ?? .visit
        case 7: sample.stops[stop].depot = nil
        case 8: sample.stops.remove(at: stop)
        case 9: sample.stops.append(sample.stops[stop])
        case 10: sample.plan.routes.append(sample.plan.routes[0])
        case 11: sample.plan.routes[0].date = CivilDate(dayNumber: number)
        case 12: sample.plan.orders[order].end = number
        case 13: sample.plan.orders[order].due = number
        case 14: sample.plan.aims[9].amount = number
        case 15: sample.plan.cost.waiting = number
        case 16: sample.plan.date = CivilDate(dayNumber: number)
        default: sample.stops = []
        }
    }

    private func mutateProblem(_ sample: inout PlanCase, _ random: inout FuzzRandom) {
        guard !sample.problem.orders.isEmpty else { return }
        let order = Int.random(in: sample.problem.orders.indices, using: &random)
        let number = random.number()
        switch Int.random(in: 0..<16, using: &random) {
        case 0: sample.problem.orders[order].serviceSeconds = number
        case 1: sample.problem.orders[order].lines[0].quantity = number
        case 2: sample.problem.orders[order].ready = CivilInstant(date: CivilDate(dayNumber: number / 2))
        case 3: sample.problem.orders[order].neededBy?.secondOfDay = number
        case 4: sample.problem.vans[0].costPerHour = number
        case 5: sample.problem.vans[0].speedFactor = [0, -1, .nan, .infinity].randomElement(using: &random) ?? 0
        case 6: sample.problem.shifts[0].endSecond = number
        case 7: sample.problem.shifts[0].breaks[0].latestAfterSeconds = number
        case 8: sample.problem.items[0].load.weightGrams = number
        case 9: sample.problem.rates.waiting[.one] = number
        case 10: sample.problem.key.rules[.one]?.limit = number
        case 11: sample.problem.key.serviceWeekdays = []
        case 12: sample.problem.horizonDays = number
        case 13: sample.problem.key.closeOfServiceSecond = number
        case 14: sample.travel.seconds = []
        default: sample.problem.orders.remove(at: order)
        }
    }
}
