import FordelerModel
import FordelerPlanning
import FordelerTravel

extension NewPlaceLegs {
    /// Travel by the air line between a new order's place and the places of a problem.
    public init(of order: Order, in problem: PlanningProblem) {
        let others = problem.depots.map(\.place.coordinate) + problem.orders.map(\.place.coordinate)
        let legs = GreatCircleTravel(problem.travel).legs(between: order.place.coordinate, and: others)
        self.init(secondsTo: legs.seconds, metresTo: legs.metres, secondsFrom: legs.seconds, metresFrom: legs.metres)
    }
}
