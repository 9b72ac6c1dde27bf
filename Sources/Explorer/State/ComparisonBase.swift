import Inspection

/// A hop that was kept to compare others with.
struct ComparisonBase: Equatable {
  /// The packet it is a hop of, as it was when it was kept.
  var journey: Journey
  /// Index in the journey's hops.
  var place: Int

  /// The hop; nil if the journey has none.
  var hop: Hop? { journey.hops.indices.contains(place) ? journey.hops[place] : nil }
}
