import FordelerModel
import FordelerStock

/// A stock plan for a terminal: today and the budgets side by side.
public enum StockPlanText {
    /// The text, lines ending with a newline.
    public static func text(_ plan: StockPlan) -> String {
        func padded(_ word: String, _ width: Int) -> String {
            String(repeating: " ", count: max(0, width - word.count)) + word
        }
        var text =
            "            " + padded("cost a year", 16) + padded("stock value", 16) + padded("promises cost", 16)
            + padded("gap", 7) + padded("in time", 9) + padded("at most", 9) + padded("days", 7) + "  stores\n"
        for proposal in [plan.today] + plan.proposals {
            let name = proposal.name + String(repeating: " ", count: max(0, 12 - proposal.name.count))
            text += name + padded(ReportText.money(proposal.costs.total), 16)
            text += padded(ReportText.money(proposal.levels.value), 16)
            let isProven = proposal.levels.bound > 0
            text += padded(isProven ? ReportText.money(proposal.levels.promiseValue) : "–", 16)
            text += padded(isProven ? ReportText.percentTenths(proposal.levels.gap) : "–", 7)
            text += padded(ReportText.percentTenths(proposal.levels.share), 9)
            text += padded(ReportText.percentTenths(proposal.mostShare), 9) + padded(proposal.responseDays.svg, 7)
            text += "  " + proposal.open.joined(separator: " ")
            let missed = proposal.levels.promises.filter { $0.share < $0.target - 1e-9 }.map {
                "\($0.priority.word) \(ReportText.percentTenths($0.share)) of \(ReportText.percentTenths($0.target))"
            }
            text += missed.isEmpty ? "\n" : "  (missed: \(missed.joined(separator: ", ")))\n"
        }
        text +=
            "promises cost: least stock value found that keeps every promise of these stores; gap: how far below it a "
        text += "better one could lie, proven\n"
        text += "at most: no stores and levels of this cost bring more in time, proven\n"
        if let least = plan.promiseCost {
            text +=
                "Keeping every promise costs \(ReportText.money(least.cost)) a year with \(least.open.joined(separator: " "))"
            text += "; no stores and levels do it for less than \(ReportText.money(least.bound)) "
            text += "(gap \(ReportText.percentTenths(least.gap)))\n"
        }
        text += "\(plan.frontier.count) points of cost against service, \(plan.setsTried) sets of stores looked at\n"
        return text
    }
}
