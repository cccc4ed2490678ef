import FordelerModel
import FordelerStatistics
import FordelerStock

/// Levels for a terminal: what is promised, what it costs, and the pieces by item and store.
public enum StockLevelsText {
    /// The text, lines ending with a newline.
    public static func text(
        _ levels: StockLevels, problem: StockProblem, confirmation: LevelConfirmation? = nil
    ) -> String {
        let simulation = confirmation?.simulation
        var text = ""
        func padded(_ word: String, _ width: Int, left: Bool = true) -> String {
            let blanks = String(repeating: " ", count: max(0, width - word.count))
            return left ? word + blanks : blanks + word
        }
        text += "Stock value \(ReportText.money(levels.value))"
        text +=
            levels.status == .feasible
            ? ", no levels that keep the promises cost less than \(ReportText.money(levels.bound)) (gap \(ReportText.percentTenths(levels.gap)))\n"
            : "; a promise is missed\n"
        if confirmation?.isRaised == true {
            text += "The simulation fell short at first: more pieces lie there than the formulas ask for.\n"
        }
        for promise in levels.promises {
            text += padded(promise.priority == .acute ? "acute" : "class \(promise.priority.word)", 9)
            text +=
                "within \(promise.days.svg) days: \(ReportText.percentTenths(promise.share)) of \(ReportText.percentTenths(promise.target)) asked for"
            if let simulated = simulation?.classShares[promise.priority] {
                text +=
                    ", simulated \(ReportText.percentTenths(simulated.low)) to \(ReportText.percentTenths(simulated.high))"
            }
            text += "; least at \(promise.worstSite) (\(ReportText.percentTenths(promise.worstSiteShare)))"
            text += " and for \(promise.worstItem) (\(ReportText.percentTenths(promise.worstItemShare)))\n"
        }
        if levels.benchUtilisation > 0 {
            text +=
                "Bench in use \(ReportText.percentTenths(levels.benchUtilisation)), wait \(levels.benchWaitDays.svg) days\n"
        }
        let sites = problem.sites.map(\.id)
        let width = max(4, problem.items.map(\.id.count).max() ?? 4) + 2
        text +=
            "\n" + padded("item", width) + sites.map { padded($0, max(6, $0.count + 2), left: false) }.joined() + "\n"
        for item in problem.items {
            let row = sites.map { site -> String in
                let pieces = levels.pieces(item: item.id, site: site)
                return padded(pieces == 0 ? "·" : String(pieces), max(6, site.count + 2), left: false)
            }
            text += padded(item.id, width) + row.joined() + "\n"
        }
        return text
    }

    /// What late registration does to the refills, a line for each share of late withdrawals; 95 % intervals.
    public static func lateRegistration(_ rows: [RegistrationStudy.Row], days: Double) -> String {
        guard let first = rows.first else { return "" }
        func interval(_ interval: ConfidenceInterval) -> String {
            "\(ReportText.percentTenths(interval.low)) to \(ReportText.percentTenths(interval.high))"
        }
        var text = "\nWithdrawals registered \(days.svg) days late, simulated\n"
        for row in rows {
            let late = row.lateShare == 0 ? "none" : ReportText.percentTenths(row.lateShare)
            text += "  \(late) late: \(interval(row.share)) in time"
            if row != first {
                let isWorse = row.change.high < 0
                let points = (abs(row.change.mean) * 1000).rounded() / 10
                text += isWorse ? ", \(points.svg) points less than with none" : ", no difference shown"
            }
            text += "\n"
        }
        return text
    }
}
