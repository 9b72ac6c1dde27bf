// swift-tools-version: 6.2
import PackageDescription

/// `make check` lets no warning through; a plain build shows them.
let strictness: [SwiftSetting] =
  Context.environment["WARNINGS"] == "error" ? [.treatAllWarnings(as: .error)] : []

/// Language rules every Swift target obeys.
let rules: [SwiftSetting] =
  strictness + [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableExperimentalFeature("Lifetimes"),
  ]

/// One row of the architecture: a module and the only modules it may import.
func module(_ name: String, imports: [String] = []) -> Target {
  .target(name: name, dependencies: imports.map { .byName(name: $0) }, swiftSettings: rules)
}

/// A test suite for one module; `golden` names folders of expected output.
func suite(_ name: String, of modules: [String], golden: [String] = []) -> Target {
  .testTarget(
    name: name,
    dependencies: (modules + ["TestSupport"]).map { .byName(name: $0) },
    exclude: golden,
    swiftSettings: rules
  )
}

let base = ["CNDIS", "Kernel", "Wire", "DataPath"]

let package = Package(
  name: "ndissect",
  products: [
    .executable(name: "ndissect", targets: ["ndissect"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
  ],
  targets: [
    // C: memory layouts and host calls; no logic of the product.
    .target(name: "CNDIS"),
    .target(name: "CLinux"),
    .target(name: "CPcap", linkerSettings: [.linkedLibrary("pcap")]),
    .target(name: "CYAML", linkerSettings: [.linkedLibrary("yaml")]),
    .target(
      name: "CNcurses",
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]
    ),
    // Ground.
    module("Kernel", imports: ["CLinux"]),
    module("Wire"),
    // Data path.
    module("DataPath", imports: ["CLinux", "CNDIS", "Kernel"]),
    // NDIS and the drivers built in.
    module("NDIS", imports: base),
    module("Drivers", imports: base + ["NDIS", "CPcap", "CLinux"]),
    // What a front may see: snapshots, commands, the stream. Nothing live.
    module("Inspection", imports: ["Wire"]),
    // Composition.
    module("Engine", imports: base + ["NDIS", "Drivers", "Inspection", "CYAML", "CLinux"]),
    // Terminal and front.
    module("TUIKit", imports: ["CNcurses", "CLinux"]),
    module("Explorer", imports: ["Inspection", "TUIKit", "Wire"]),
    .executableTarget(
      name: "ndissect",
      dependencies: [
        "CLinux", "Engine", "Explorer", "Inspection", "Kernel", "TUIKit", "Wire",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: rules
    ),
    // Measurements and fuzzers; never part of the product.
    .target(name: "CAllocCount"),
    .target(name: "CFuzz"),
    .executableTarget(name: "FuzzCapture", dependencies: ["CFuzz", "Wire"], swiftSettings: rules),
    .executableTarget(
      name: "FuzzStackFile",
      dependencies: ["CFuzz", "Engine", "NDIS"],
      swiftSettings: rules
    ),
    .executableTarget(
      name: "FuzzSession",
      dependencies: ["CFuzz", "Inspection"],
      swiftSettings: rules
    ),
    .executableTarget(
      name: "FuzzDisplayFilter",
      dependencies: ["CFuzz", "Wire"],
      swiftSettings: rules
    ),
    .executableTarget(name: "FuzzRecord", dependencies: ["CFuzz", "NDIS"], swiftSettings: rules),
    .executableTarget(name: "FuzzTheme", dependencies: ["CFuzz", "TUIKit"], swiftSettings: rules),
    .executableTarget(
      name: "FuzzTerminalInput",
      dependencies: ["CFuzz", "TUIKit"],
      swiftSettings: rules
    ),
    .executableTarget(
      name: "PathBench",
      dependencies: [
        "CAllocCount", "CLinux", "CNDIS", "DataPath", "Drivers", "Engine", "Inspection", "Kernel",
        "NDIS", "Wire",
      ],
      swiftSettings: rules
    ),
    // Full load and faults for as long as wanted; the drivers that pend are those of the tests.
    .executableTarget(
      name: "Soak",
      dependencies: ["CLinux", "Drivers", "Engine", "Inspection", "Kernel", "NDIS", "TestSupport"],
      swiftSettings: rules
    ),
    // Tests.
    .target(
      name: "TestSupport",
      dependencies: ["DataPath", "Drivers", "Kernel", "NDIS"],
      path: "Tests/TestSupport",
      swiftSettings: rules
    ),
    // Drivers in C as they are written for Windows; compiled against the headers alone.
    .target(name: "CDrivers", dependencies: ["CNDIS"], path: "Tests/CDrivers"),
    suite("KernelTests", of: ["Kernel"]),
    suite("WireTests", of: ["Wire"]),
    suite("DataPathTests", of: ["DataPath", "CNDIS", "Kernel"]),
    suite("NDISTests", of: base + ["NDIS", "Drivers", "CDrivers"]),
    suite(
      "ConformanceTests",
      of: base + ["NDIS", "Drivers", "Engine", "Inspection", "CDrivers"],
      golden: ["Data", "Scenarios"]
    ),
    suite("DriversTests", of: base + ["CLinux", "NDIS", "Drivers"]),
    suite("InspectionTests", of: ["Inspection", "Wire"]),
    suite("CommandTests", of: []),
    suite("EngineTests", of: base + ["NDIS", "Drivers", "Engine", "Inspection"]),
    suite("TUIKitTests", of: ["TUIKit"], golden: []),
    suite("ExplorerTests", of: ["Explorer", "Inspection", "TUIKit", "Wire"], golden: ["Screens"]),
    suite(
      "ScreenTests",
      of: [
        "CDrivers", "DataPath", "Drivers", "Engine", "Explorer", "Inspection", "Kernel", "NDIS",
        "TUIKit", "Wire",
      ],
      golden: ["Screens"]
    ),
  ],
  swiftLanguageModes: [.v6]
)
