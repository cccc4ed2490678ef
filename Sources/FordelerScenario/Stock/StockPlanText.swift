import FordelerModel
import FordelerStock

/// A stock plan for a terminal: today and the budgets side by side.
public enum StockPlanText {
    /// The text, lines ending with a newline.
    public static func text(_ plan: StockPlan) -> String {
        func padded(_ word: String, _ width: Int) -> String {
            String(repeating: " ", count: max(0, width - word.count)) + word
        }
        func percent(_ share: Double) -> String {
            let tenths = Int((share * 1000).rounded())
            return "\(tenths / 10).\(tenths % 10) %"
        }
        var text =
            "            " + padded("cost a year", 16) + padded("stock value", 16) + padded("promise bound", 16)
            + padded("in time", 9) + padded("days", 7) + "  stores\n"
        for proposal in [plan.today] + plan.proposals {
            let name = proposal.name + String(repeating: " ", count: max(0, 12 - proposal.name.count))
            text += name + padded(ReportText.money(proposal.costs.total), 16)
            text += padded(ReportText.money(proposal.levels.value), 16)
            text += padded(proposal.levels.bound > 0 ? ReportText.money(proposal.levels.bound) : "–", 16)
            text += padded(percent(proposal.levels.share), 9) + padded(proposal.responseDays.svg, 7)
            text += "  " + proposal.open.joined(separator: " ")
            let missed = proposal.levels.promises.filter { $0.share < $0.target - 1e-9 }.map {
                "\($0.priority.word) \(percent($0.share)) of \(percent($0.target))"
            }
            text += missed.isEmpty ? "\n" : "  (missed: \(missed.joined(separator: ", ")))\n"
        }
        text += "\(plan.frontier.count) points of cost against service, \(plan.setsTried) sets of stores looked at\n"
        return text
    }
}
