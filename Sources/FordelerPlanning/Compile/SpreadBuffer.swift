import FordelerModel
import Foundation

/// Time kept free at a shift's end so that it ends in time with a chosen probability, although service times spread.
///
/// The sum of a day's independent service times is taken as normal with the planned sum as mean; its variance is that
/// of as many visits of mean length as the shift holds. The buffer is the chosen quantile of what comes on top. It
/// guides the planner and is no rule: a plan that uses it is valid, and reports show the probability of each route.
struct SpreadBuffer {
    private let spread: Double
    private let quantile: Double
    private let meanService: Double
    private let meanStop: Double

    init(_ problem: PlanningProblem, needs: [OrderNeeds]) {
        spread = problem.rates.serviceSpread
        quantile = problem.rates.punctuality.map(SpreadBuffer.normalQuantile) ?? 0
        meanService = Double(needs.reduce(0) { $0 + $1.serviceSeconds }) / Double(max(1, needs.count))
        // Beside its service a visit takes its fixed time and about ten minutes of driving.
        meanStop = meanService + Double(problem.rates.stopSeconds) + 600
    }

    /// Seconds to keep free on a shift of `length` seconds: 0 without a spread or a wish.
    func seconds(shift length: Int) -> Int {
        guard spread > 0, quantile > 0, meanService > 0 else { return 0 }
        let visits = Double(max(0, length)) / meanStop
        // A visit of mean length, and visits as uneven as the catalogue's, about double the squares.
        let deviation = spread * meanService * (2 * visits).squareRoot()
        return min(length / 2, Int((quantile * deviation).rounded(.up)))
    }

    /// The standard normal quantile of a probability in 0.5..<1, by bisection to a millionth.
    static func normalQuantile(_ probability: Double) -> Double {
        var (low, high) = (0.0, 8.0)
        while high - low > 1e-6 {
            let middle = (low + high) / 2
            if 0.5 * (1 + erf(middle / 2.0.squareRoot())) < probability { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }
}
