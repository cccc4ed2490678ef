import FordelerModel

/// Judges how many persons stand at each door: a crew that is large enough, or two vans that meet.
///
/// A meeting is exact: two different vans, one start, one end, and one helper only.
struct PlanMeetings {
    private struct Presence {
        var van: String
        var crew: Int
        var visit: PlanVisitRecord
    }
    private let subject: PlanSubject
    private var visits: [Int: [Presence]] = [:]
    private var helpers: [Int: [Presence]] = [:]

    init(_ subject: PlanSubject) { self.subject = subject }

    mutating func add(_ account: PlanRouteAccount) {
        for visit in account.trips.flatMap(\.visits) {
            let presence = Presence(van: account.van.id, crew: account.shift.crew, visit: visit)
            if visit.kind == .assist {
                helpers[visit.order, default: []].append(presence)
            } else {
                visits[visit.order, default: []].append(presence)
            }
        }
    }

    func judge(_ findings: Findings) {
        for order in Set(visits.keys).union(helpers.keys).sorted() {
            let needed = subject.demands[order].persons
            let helping = helpers[order] ?? []
            for presence in visits[order] ?? [] where presence.crew < needed && helping.isEmpty {
                findings.add(.crew, presence.visit.place, presence.crew - needed, "persons")
            }
            for helper in helping { judge(helper, of: visits[order] ?? [], needed: needed, findings) }
            if helping.count > 1 {
                findings.add(.meeting, helping[1].visit.place, helping.count - 1, "vans")
            }
        }
    }

    private func judge(_ helper: Presence, of visits: [Presence], needed: Int, _ findings: Findings) {
        let place = helper.visit.place
        guard let main = visits.first(where: { $0.visit.kind == .visit }), visits.count == 1 else {
            findings.add(.meeting, place)
            return
        }
        let isWanted = subject.problem.rates.meetings && main.crew < needed && main.van != helper.van
        if !isWanted { findings.add(.meeting, place) }
        findings.expect(helper.visit.start, main.visit.start, .meeting, place, "seconds")
        findings.expect(helper.visit.end, main.visit.end, .meeting, place, "seconds")
        findings.expect(main.crew +| helper.crew, atLeast: needed, .crew, place, "persons")
    }
}
