import FordelerModel
import FordelerStatistics
import FordelerStock
import Foundation

/// Stock results as JSON for machines: snake_case names, money in øre, sorted keys, equal bytes for equal results.
public enum StockDocument {
    /// Levels of one set of stores.
    ///
    /// - Parameters:
    ///   - levels: The result.
    ///   - simulation: A simulation of the same levels, when one was run.
    ///   - seconds: Wall seconds, when they are to be told.
    public static func levels(
        _ levels: StockLevels, confirmation: LevelConfirmation? = nil, lateRegistration: [RegistrationStudy.Row] = [],
        seconds: Double? = nil
    ) throws -> String {
        var document = LevelsDocument(levels, confirmation: confirmation, seconds: seconds)
        if !lateRegistration.isEmpty { document.lateRegistration = lateRegistration.map(LateRegistration.init) }
        return try text(document)
    }

    /// A whole plan.
    public static func plan(_ plan: StockPlan, seconds: Double? = nil) throws -> String {
        try text(PlanDocument(plan, seconds: seconds))
    }

    private static func text(_ document: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        return String(decoding: try encoder.encode(document), as: UTF8.self)
    }

    static func rounded(_ value: Double, _ scale: Double = 1e6) -> Double {
        value.isFinite ? (value * scale).rounded() / scale + 0 : 0
    }
}

/// Service at one share of withdrawals that are registered late; shares of demand, 95 % intervals.
private struct LateRegistration: Encodable {
    var lateShare: Double
    var share: [Double]
    var change: [Double]

    init(_ row: RegistrationStudy.Row) {
        lateShare = row.lateShare
        share = [row.share.low, row.share.high].map { StockDocument.rounded($0) }
        change = [row.change.low, row.change.high].map { StockDocument.rounded($0) }
    }
}

private struct LevelsDocument: Encodable {
    struct Part: Encodable {
        var id: String
        var share: Double
        var simulatedLow: Double?
        var simulatedHigh: Double?
    }
    struct Promise: Encodable {
        var priority: String
        var days: Double
        var target: Double
        var share: Double
        var worstItem: String
        var worstItemShare: Double
        var worstSite: String
        var worstSiteShare: Double
        var simulatedLow: Double?
        var simulatedHigh: Double?
        var formulaShare: Double?
        var items: [Part]
        var sites: [Part]

        enum CodingKeys: String, CodingKey {
            case priority = "class"
            case days, target, share, worstItem, worstItemShare, worstSite, worstSiteShare, simulatedLow, simulatedHigh
            case formulaShare, items, sites
        }
    }
    struct Level: Encodable {
        var item: String
        var site: String
        var pieces: Int
        var fillRate: Double
        var expectedBackorders: Double
        var valueOre: Int
    }
    struct Point: Encodable {
        var valueOre: Int
        var share: Double
        var classShares: [Double]
        var gainPerKrone: Double
    }
    struct Bench: Encodable {
        var utilisation: Double
        var waitDays: Double
    }

    var status: String
    var valueOre: Int
    var promiseValueOre: Int
    var boundOre: Int
    var gap: Double
    var share: Double
    var promises: [Promise]
    var levels: [Level]
    var frontier: [Point]
    var bench: Bench
    var lateRegistration: [LateRegistration]?
    var seconds: Double?

    init(_ levels: StockLevels, confirmation: LevelConfirmation?, seconds: Double?) {
        let simulation = confirmation?.simulation
        let rounded = { (value: Double) in StockDocument.rounded(value) }
        status = levels.status.rawValue
        valueOre = levels.value
        promiseValueOre = levels.promiseValue
        boundOre = levels.bound
        gap = rounded(levels.gap)
        share = rounded(levels.share)
        promises = levels.promises.enumerated().map { index, promise in
            let simulated = simulation?.classShares[promise.priority]
            func parts(_ parts: [StockLevels.Part], _ interval: (String) -> ConfidenceInterval?) -> [Part] {
                parts.map { part in
                    let simulated = interval(part.id)
                    return Part(
                        id: part.id, share: rounded(part.share), simulatedLow: simulated.map { rounded($0.low) },
                        simulatedHigh: simulated.map { rounded($0.high) })
                }
            }
            return Promise(
                priority: promise.priority.word, days: promise.days, target: promise.target,
                share: rounded(promise.share), worstItem: promise.worstItem,
                worstItemShare: rounded(promise.worstItemShare), worstSite: promise.worstSite,
                worstSiteShare: rounded(promise.worstSiteShare), simulatedLow: simulated.map { rounded($0.low) },
                simulatedHigh: simulated.map { rounded($0.high) },
                formulaShare: simulation == nil ? nil : (confirmation?.formulaShares[index]).map(rounded),
                items: parts(promise.items) { simulation?.itemShare(of: $0, in: promise.priority) },
                sites: parts(promise.sites) { simulation?.siteShare(of: $0, in: promise.priority) })
        }
        self.levels = levels.levels.map {
            Level(
                item: $0.item, site: $0.site, pieces: $0.pieces, fillRate: rounded($0.fillRate),
                expectedBackorders: rounded($0.expectedBackorders), valueOre: $0.value)
        }
        frontier = levels.frontier.map {
            Point(
                valueOre: $0.value, share: rounded($0.share), classShares: $0.classShares.map(rounded),
                gainPerKrone: StockDocument.rounded($0.gainPerKrone, 1e9))
        }
        bench = Bench(utilisation: rounded(levels.benchUtilisation), waitDays: rounded(levels.benchWaitDays))
        self.seconds = seconds.map { StockDocument.rounded($0, 1000) }
    }
}

private struct PlanDocument: Encodable {
    struct Proposal: Encodable {
        var name: String
        var budgetOre: Int?
        var open: [String]
        var assignment: [String: String]
        var costOre: [String: Int]
        var responseDays: Double
        var drivingMinutes: Double
        var worstAreaShare: Double
        var mostShare: Double
        var levels: LevelsDocument
    }
    struct Point: Encodable {
        var costOre: Int
        var valueOre: Int
        var share: Double
        var classShares: [Double]
        var gainPerKrone: Double
        var open: [String]
    }
    struct PromiseCost: Encodable {
        var costOre: Int
        var boundOre: Int
        var gap: Double
        var open: [String]
    }
    struct Substitution: Encodable {
        var item: String
        var substitute: String
        var share: Double
        var valueChangeOre: Int
        var litresChange: Int
    }

    var name: String
    var today: Proposal
    var promiseCost: PromiseCost?
    var proposals: [Proposal]
    var frontier: [Point]
    var substitutions: [Substitution]
    var setsTried: Int
    var replenishmentOrders: Int
    var seconds: Double?

    init(_ plan: StockPlan, seconds: Double?) {
        let rounded = { (value: Double) in StockDocument.rounded(value) }
        func proposal(_ entry: StockProposal) -> Proposal {
            Proposal(
                name: entry.name, budgetOre: entry.budget, open: entry.open, assignment: entry.assignment,
                costOre: [
                    "running": entry.costs.running, "opening": entry.costs.opening, "refills": entry.costs.refills,
                    "deliveries": entry.costs.deliveries, "holding": entry.costs.holding, "total": entry.costs.total,
                ],
                responseDays: rounded(entry.responseDays), drivingMinutes: rounded(entry.drivingMinutes),
                worstAreaShare: rounded(entry.worstAreaShare), mostShare: rounded(entry.mostShare),
                levels: LevelsDocument(entry.levels, confirmation: nil, seconds: nil))
        }
        name = plan.name
        today = proposal(plan.today)
        promiseCost = plan.promiseCost.map {
            PromiseCost(costOre: $0.cost, boundOre: $0.bound, gap: rounded($0.gap), open: $0.open)
        }
        proposals = plan.proposals.map(proposal)
        frontier = plan.frontier.map {
            Point(
                costOre: $0.cost, valueOre: $0.value, share: rounded($0.share),
                classShares: $0.classShares.map(rounded),
                gainPerKrone: StockDocument.rounded($0.gainPerKrone, 1e9), open: $0.open)
        }
        substitutions = plan.substitutions.map {
            Substitution(
                item: $0.item, substitute: $0.substitute, share: $0.share, valueChangeOre: $0.valueChange,
                litresChange: $0.litresChange)
        }
        setsTried = plan.setsTried
        replenishmentOrders = plan.replenishment.count
        self.seconds = seconds.map { StockDocument.rounded($0, 1000) }
    }
}
