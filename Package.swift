// swift-tools-version: 6.2
import PackageDescription

/// One set of language settings for every target: existentials are spelled `any`, and an
/// import is visible only where it is written.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// A library room of the house. The dependency list *is* the wall: nothing else can be imported.
func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(
        name: name + "Tests",
        dependencies: [.target(name: name)] + dependencies,
        exclude: exclude,
        swiftSettings: settings)
}

let package = Package(
    name: "Fordeler",
    products: [
        .library(name: "Fordeler", targets: ["Fordeler"]),
        .library(name: "FordelerRouting", targets: ["FordelerRouting"]),
        .library(name: "FordelerMIP", targets: ["FordelerMIP"]),
        .executable(name: "fordeler", targets: ["FordelerCLI"]),
        .executable(name: "fordeler-kernels", targets: ["KernelBench"]),
    ],
    dependencies: [
        // Subcommands, options and help texts of the command line.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        // scenario.yaml and priority-key.yaml, with the line and column of every node.
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // Exact models: GLPK is named in these three targets and nowhere else.
        .systemLibrary(name: "CGLPK", providers: [.apt(["libglpk-dev"])]),
        // A C file's include links nothing by itself, so the library is named here once more.
        .target(name: "CFordelerMIP", dependencies: ["CGLPK"], linkerSettings: [.linkedLibrary("glpk")]),
        room("FordelerMIP", ["CFordelerMIP"]),

        // The engine: cold public types, then the one module that holds everything hot.
        room("FordelerRoutingProblem"),
        room("FordelerRouting", ["FordelerRoutingProblem"]),

        // The trade: words, planning, judging, stock.
        room("FordelerModel"),
        room("FordelerStatistics"),
        room("FordelerTravel", ["FordelerModel"]),
        room("FordelerPlanning", ["FordelerModel", "FordelerRoutingProblem", "FordelerRouting"]),
        room("FordelerChecker", ["FordelerModel", "FordelerRoutingProblem"]),
        room("FordelerStock", ["FordelerModel", "FordelerMIP", "FordelerStatistics"]),
        room(
            "FordelerFormats",
            ["FordelerModel", "FordelerRoutingProblem", .product(name: "Yams", package: "Yams")]),
        room(
            "FordelerScenario",
            [
                "FordelerModel", "FordelerRoutingProblem", "FordelerRouting", "FordelerPlanning",
                "FordelerChecker", "FordelerStock", "FordelerTravel", "FordelerFormats",
                "FordelerMIP", "FordelerStatistics",
            ]),

        // Doors: the command line and the one import for library users.
        .executableTarget(
            name: "FordelerCLI",
            dependencies: [
                "FordelerModel", "FordelerRoutingProblem", "FordelerRouting", "FordelerPlanning",
                "FordelerChecker", "FordelerStock", "FordelerTravel", "FordelerFormats",
                "FordelerScenario",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings),
        room(
            "Fordeler",
            [
                "FordelerModel", "FordelerRoutingProblem", "FordelerRouting", "FordelerPlanning",
                "FordelerChecker", "FordelerStock", "FordelerTravel", "FordelerFormats",
                "FordelerScenario",
            ]),

        // The hot loop measured by itself: instructions beside the same loop in C++, and memory blocks of a search.
        .target(
            name: "KernelTwin", path: "Benchmarks/KernelTwin",
            cxxSettings: [.unsafeFlags(["-O3"], .when(configuration: .release))]),
        .target(name: "AllocationCounter", path: "Benchmarks/AllocationCounter"),
        .executableTarget(
            name: "KernelBench",
            dependencies: ["KernelTwin", "AllocationCounter", "FordelerRouting", "FordelerScenario"],
            path: "Benchmarks/KernelBench", swiftSettings: settings,
            // Without debug information, which valgrind does not read.
            linkerSettings: [.unsafeFlags(["-Xlinker", "-S"], .when(configuration: .release))]),

        tests("FordelerMIP", []),
        tests("FordelerStatistics", []),
        tests("FordelerRouting", ["FordelerRoutingProblem", "FordelerChecker"]),
        tests("FordelerModel", []),
        tests("FordelerTravel", ["FordelerModel"]),
        tests(
            "FordelerPlanning",
            ["FordelerModel", "FordelerRoutingProblem", "FordelerRouting", "FordelerChecker", "FordelerTravel"]),
        tests("FordelerChecker", ["FordelerModel", "FordelerRoutingProblem"]),
        tests("FordelerStock", ["FordelerModel", "FordelerMIP", "FordelerStatistics"]),
        tests(
            "FordelerFormats", ["FordelerModel", "FordelerRoutingProblem"],
            exclude: ["PlanFiles/Golden", "GoodScenario", "BadScenarios"]),
        tests(
            "FordelerScenario",
            [
                "FordelerRouting", "FordelerRoutingProblem", "FordelerModel", "FordelerPlanning", "FordelerChecker",
                "FordelerFormats", "FordelerTravel", "FordelerStock",
            ]),
        .testTarget(
            name: "FordelerCLITests", dependencies: ["FordelerCLI"], exclude: ["Golden"], swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
