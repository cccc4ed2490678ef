import FordelerRoutingProblem

/// Inserts jobs that were left out wherever that makes the plan better, until no single insertion does.
///
/// After it, every job still left out is proven to stand out: each van-day either cannot take it or is dearer than
/// leaving it out, aim by aim. Jobs are tried in the order given, so give the most urgent first.
struct Completion {
    /// The routes, improved.
    private(set) var probe: InsertionProbe
    /// Jobs still left out, in the order given, with an attempt for each vehicle.
    private(set) var attempts: [(job: Int, byVehicle: [InsertionAttempt])]
    /// Vehicles whose routes changed.
    private(set) var changed: Set<Int> = []

    /// Tries `jobs` in order. O(jobs × vehicles) attempts, and one a job for every job inserted.
    init(_ probe: InsertionProbe, jobs: [Int]) {
        self.probe = probe
        attempts = jobs.map { job in
            (job, probe.routes.indices.map { probe.attempt(job, vehicle: $0) })
        }
        var inserted = true
        while inserted {
            inserted = false
            var index = 0
            while index < attempts.count {
                guard let offer = improvement(index) else {
                    index += 1
                    continue
                }
                attempts.remove(at: index)
                self.probe.accept(offer)
                changed.insert(offer.vehicle)
                for other in attempts.indices {
                    attempts[other].byVehicle[offer.vehicle] = self.probe.attempt(
                        attempts[other].job, vehicle: offer.vehicle)
                }
                inserted = true
            }
        }
    }

    /// The best offer for a job, when it is better than leaving the job out.
    private func improvement(_ index: Int) -> InsertionOffer? {
        let (job, byVehicle) = attempts[index]
        guard let offer = Completion.best(byVehicle) else { return nil }
        return offer.added.lexicographicallyPrecedes(probe.scheduler.unassignedAims(job)) ? offer : nil
    }

    /// The best offer over vehicles; the first among equals.
    static func best(_ attempts: [InsertionAttempt]) -> InsertionOffer? {
        var best: InsertionOffer?
        for offer in attempts.lazy.compactMap(\.offer)
        where best.map({ offer.added.lexicographicallyPrecedes($0.added) }) ?? true { best = offer }
        return best
    }
}
