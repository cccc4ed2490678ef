import ArgumentParser

/// `fordeler stock`: forward stores, levels and plans.
struct StockCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stock", abstract: "Place forward stores and set stock levels.",
        discussion: "Example: fordeler stock place pmed1.txt --time-limit 60",
        subcommands: [StockPlaceCommand.self, StockLevelsCommand.self, StockPlanCommand.self, StockRegionCommand.self])
}
