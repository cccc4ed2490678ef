import FordelerModel
import Testing

@testable import FordelerTravel

@Suite struct GreatCircleTravelTests {
    let travel = GreatCircleTravel(TravelParameters())

    @Test func oneDegreeOfLatitudeIsTheSphereSArc() {
        let metres = GreatCircleTravel.airMetres(
            from: Coordinate(latitude: 60, longitude: 10), to: Coordinate(latitude: 61, longitude: 10))
        #expect(abs(metres - 111_195.08) < 0.01)
    }

    @Test func speedsAreDrivenBandByBand() {
        #expect(travel.drivingSeconds(roadMetres: 0) == 0)
        #expect(travel.drivingSeconds(roadMetres: 1000) == 120)
        #expect(travel.drivingSeconds(roadMetres: 3000) == 360)
        // 3 km at 30 km/h, 12 km at 45 km/h, 13 km at 65 km/h: 360 + 960 + 720 seconds.
        #expect(travel.drivingSeconds(roadMetres: 28_000) == 2040)
    }

    @Test func halfASecondIsRoundedUp() {
        let walking = GreatCircleTravel(
            TravelParameters(roadFactor: 1, bands: [.init(upToMetres: 1, kilometresPerHour: 7.2)]))
        #expect(walking.drivingSeconds(roadMetres: 1) == 1)
        #expect(walking.drivingSeconds(roadMetres: 2) == 1)
        #expect(walking.drivingSeconds(roadMetres: 3) == 2)
    }

    @Test func theTableHasDepotsBeforeOrders() {
        let store = Place(name: "Mjøndalen", coordinate: Coordinate(latitude: 59.7439, longitude: 10.0196))
        let home = Place(name: "Svelvik", coordinate: Coordinate(latitude: 59.6281, longitude: 10.3889))
        let problem = PlanningProblem(
            name: "two", date: CivilDate(dayNumber: 20_000), key: PriorityKey(version: "1", rules: [:]),
            depots: [Depot(id: "d", place: store)], items: [], vans: [], shifts: [],
            orders: [
                Order(
                    id: "a", kind: .repair, registered: CivilInstant(date: CivilDate(dayNumber: 20_000)), place: home,
                    lines: []),
                Order(
                    id: "b", kind: .repair, registered: CivilInstant(date: CivilDate(dayNumber: 20_000)), place: home,
                    lines: []),
            ])
        let table = travel.table(for: problem)
        #expect(table.count == 3)
        #expect(table.metres(from: 0, to: 1) == 34_161)
        #expect(table.metres(from: 2, to: 0) == 34_161)
        #expect(table.seconds(from: 0, to: 1) == 2381)
        #expect(table.seconds(from: 1, to: 2) == 0)
    }

    @Test func aStandingBandMakesTheWayUnreachable() {
        let stuck = GreatCircleTravel(
            TravelParameters(roadFactor: 1, bands: [.init(upToMetres: 1, kilometresPerHour: 0)]))
        #expect(stuck.drivingSeconds(roadMetres: 5) == TravelTable.unreachable)
        #expect(stuck.drivingSeconds(roadMetres: 0) == 0)
    }
}
