import FordelerModel
import Testing

@testable import FordelerScenario

@Suite("Words and numbers of reports")
struct ReportTextTests {
    @Test("Money is whole kroner, rounded half away from zero")
    func money() {
        #expect(ReportText.money(1_234_550) == "12\u{a0}346\u{a0}kr")
        #expect(ReportText.money(-150) == "−2\u{a0}kr")
        #expect(ReportText.money(0) == "0\u{a0}kr")
    }

    @Test("A noun is in the plural unless its number is one")
    func counts() {
        #expect([0, 1, 2].map { ReportText.counted($0, "stop") } == ["0 stops", "1 stop", "2 stops"])
    }

    @Test("Lengths of time")
    func spans() {
        #expect(ReportText.duration(7 * 3600 + 299) == "7:05")
        #expect(ReportText.span(90) == "2 min")
        #expect(ReportText.span(7 * 3600 + 300) == "7 h 5 min")
        #expect(ReportText.span(3 * 86_400 + 7200) == "3 d 2 h")
    }

    @Test("Kilometres lose their decimal at a hundred")
    func kilometres() {
        #expect(ReportText.kilometres(12_340) == "12.3")
        #expect(ReportText.kilometres(99_949) == "99.9")
        #expect(ReportText.kilometres(99_950) == "100")
    }

    @Test("Dates")
    func dates() {
        #expect(ReportText.longDay(SampleDay.date) == "Monday 2 March 2026")
        #expect(ReportText.instant(86_400 + 33_300, from: SampleDay.date) == "Tue 3 Mar 09:15")
    }
}
