import FordelerStatistics
import Testing

@testable import FordelerStock

struct EventQueueTests {
    @Test func eventsComeInOrderOfTimeThenOfArrival() {
        var queue = EventQueue<String>()
        for (name, time) in [("c", 2.0), ("a", 1), ("d", 2), ("b", 1), ("e", 9)] { queue.schedule(name, at: time) }
        var seen: [String] = []
        while let event = queue.next(until: 5) { seen.append(event) }
        #expect(seen == ["a", "b", "c", "d"])
        #expect(queue.now == 5 && !queue.isEmpty)
    }

    /// M/M/2 with three classes (0.3, 0.5, 0.8 at rate 1): mean waits 0.418, 0.697 and 2.963 (Cobham 1954).
    @Test func stationServesByClass() {
        struct Customer: Sendable {
            var since: Double
            var urgency: Int
        }
        enum Event: Sendable {
            case arrival(Int)
            case departure
        }
        let rates = [0.3, 0.5, 0.8]
        var runs = rates.map { _ in SampleSummary() }
        for replication in 0..<12 {
            var queue = EventQueue<Event>()
            var station = ServiceStation<Customer>(places: 2, classes: 3)
            var arrivals = rates.indices.map {
                RandomStream(seed: 5, stream: UInt64($0), replication: UInt64(replication))
            }
            var service = RandomStream(seed: 5, stream: 9, replication: UInt64(replication))
            var waits = rates.map { _ in SampleSummary() }
            func gap(_ index: Int) -> Double { Exponential(mean: 1 / rates[index]).sample(using: &arrivals[index]) }
            func start(_ customer: Customer) {
                if customer.since > 200 { waits[customer.urgency].add(queue.now - customer.since) }
                queue.schedule(.departure, at: queue.now + Exponential(mean: 1).sample(using: &service))
            }
            for index in rates.indices { queue.schedule(.arrival(index), at: gap(index)) }
            while let event = queue.next(until: 5000) {
                switch event {
                case .arrival(let index):
                    queue.schedule(.arrival(index), at: queue.now + gap(index))
                    let customer = Customer(since: queue.now, urgency: index)
                    if station.arrive(customer, urgency: index) { start(customer) }
                case .departure:
                    if let next = station.leave() { start(next) }
                }
            }
            for index in rates.indices { runs[index].add(waits[index].mean) }
        }
        for (index, expected) in [0.41830065, 0.69716776, 2.96296296].enumerated() {
            #expect(runs[index].interval(confidence: 0.999).contains(expected))
        }
    }
}
