import FordelerModel
import FordelerRoutingProblem

extension CompiledHorizon {
    /// Leaves each locked order only the van-days and the instant of its lock.
    mutating func applyLocks() {
        for job in orderOfJob.indices {
            guard let lock = order(job).lock else { continue }
            let allowed = routing.jobs[job].allowedVehicles ?? Array(routing.vehicles.indices)
            routing.jobs[job].allowedVehicles = allowed.filter { vehicle in
                let shift = shift(vehicle)
                return lock.van.map { $0 == shift.van } ?? true && lock.date.map { $0 == shift.date } ?? true
            }
            guard let start = lock.startSecond else { continue }
            let windows = (lock.date.map { [$0] } ?? days).map {
                let instant = ($0.dayNumber - problem.date.dayNumber) * 86_400 + start
                return instant...instant
            }
            switch routing.jobs[job].work {
            case .visit(var visit, let delivery, let pickup):
                visit.windows = windows
                routing.jobs[job].work = .visit(visit, delivery: delivery, pickup: pickup)
            case .shipment(let pickup, var delivery, let load):
                delivery.windows = windows
                routing.jobs[job].work = .shipment(pickup: pickup, delivery: delivery, load: load)
            }
        }
    }
}
