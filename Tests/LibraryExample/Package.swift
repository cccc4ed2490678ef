// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "LibraryExample",
    dependencies: [.package(name: "Fordeler", path: "../..")],
    targets: [
        .executableTarget(name: "LibraryExample", dependencies: [.product(name: "Fordeler", package: "Fordeler")])
    ])
