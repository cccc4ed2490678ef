extension ScenarioBenchmark {
    /// Reads the block; what is wrong goes to the log and is left out.
    init(_ block: YAMLValue) {
        self.init()
        block.allow(["seconds", "steps"])
        seconds = block.value("seconds")?.elements.compactMap { $0.number(in: 0.1...3600) } ?? []
        steps = block.value("steps")?.integer(in: 1...10_000_000)
    }
}
