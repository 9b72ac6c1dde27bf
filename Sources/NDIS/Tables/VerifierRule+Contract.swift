extension VerifierRule {
  /// Rules of the contract between a driver and NDIS.
  static let contractRules: [Entry] = [
    Entry(
      .irqlTooHigh,
      .violation,
      "A function was called above the highest IRQL it allows.",
      "managing-hardware-priorities"
    ),
    Entry(
      .irqlTooLow,
      .violation,
      "A function was called below the IRQL it needs, or with a dispatch flag that is not true.",
      "managing-hardware-priorities"
    ),
    Entry(
      .irqlChanged,
      .violation,
      "A handler returned at another IRQL than it was called at.",
      "managing-hardware-priorities"
    ),
    Entry(
      .adapterState,
      .violation,
      "An adapter's event came in a state that has no cell for it.",
      "miniport-adapter-states-and-operations"
    ),
    Entry(
      .filterState,
      .violation,
      "A filter module's event came in a state that has no cell for it.",
      "filter-module-states-and-operations"
    ),
    Entry(
      .bindingState,
      .violation,
      "A binding's event came in a state that has no cell for it.",
      "protocol-binding-states-and-operations"
    ),
    Entry(
      .sendWhilePausedByFilter,
      .violation,
      "A filter module started a send while it was not running.",
      "pausing-a-filter-module"
    ),
    Entry(
      .sendWhilePausedByProtocol,
      .violation,
      "A protocol started a send on a binding that was not running.",
      "pausing-a-binding"
    ),
    Entry(
      .indicateWhilePaused,
      .violation,
      "Lists were indicated by a party whose state allows no receives.",
      "pausing-an-adapter"
    ),
    Entry(
      .forwardedOriginalOID,
      .violation,
      "A filter passed the original request on instead of a clone.",
      "filter-module-oid-requests"
    ),
    Entry(
      .secondOutstandingOID,
      .violation,
      "A second regular request was given to a party that still holds one.",
      "handling-oid-requests-in-a-miniport-adapter"
    ),
    Entry(
      .oidLeak,
      .violation,
      "A party went away with a request that it never completed.",
      "handling-oid-requests-in-a-miniport-adapter"
    ),
    Entry(
      .doubleOIDCompletion,
      .violation,
      "A request was completed that was complete already.",
      "handling-oid-requests-in-a-miniport-adapter"
    ),
    Entry(
      .oidInWrongState,
      .violation,
      "A request was made or completed in a state that allows none.",
      "miniport-adapter-states-and-operations"
    ),
    Entry(
      .oidToMiniportAnsweredByNDIS,
      .advice,
      "A miniport lists or answers an identifier that NDIS answers itself.",
      "oid-gen-supported-list"
    ),
    Entry(
      .mandatoryOIDMissing,
      .advice,
      "A miniport does not list an identifier it must implement.",
      "mandatory-oids-for-miniport-drivers"
    ),
    Entry(
      .headerType,
      .violation,
      "A structure header carries the wrong object type.",
      "overview-of-ndis-support-for-header-versions"
    ),
    Entry(
      .headerRevision,
      .violation,
      "A structure revision does not fit the version the driver registered.",
      "overview-of-ndis-support-for-header-versions"
    ),
    Entry(
      .headerSize,
      .violation,
      "A structure header states fewer bytes than its revision has.",
      "overview-of-ndis-support-for-header-versions"
    ),
    Entry(
      .versionTooHigh,
      .violation,
      "A driver registered a version that the runtime does not have.",
      "obtaining-the-ndis-version"
    ),
    Entry(
      .laterFeature,
      .violation,
      "A driver used something that came with a later version than it is built for, or left before it.",
      "version-information-requirements-for-ndis-drivers"
    ),
    Entry(
      .sourceHandleChanged,
      .violation,
      "The source handle of a list that another party started was changed.",
      "sending-data-from-a-filter-driver"
    ),
    Entry(
      .wrongSourceHandle,
      .violation,
      "An originator sent or indicated a list without its own source handle.",
      "sending-data-from-a-protocol-driver"
    ),
    Entry(
      .sendFromAttach,
      .violation,
      "A filter sent, indicated or requested from FilterAttach.",
      "filter-module-states-and-operations"
    ),
    Entry(
      .statusFromAttach,
      .violation,
      "A filter indicated a status from FilterAttach.",
      "filter-module-states-and-operations"
    ),
    Entry(
      .statusAfterHalt,
      .violation,
      "A miniport indicated a status after it was halted.",
      "reporting-hardware-status"
    ),
    Entry(
      .statusBeforeRegistration,
      .violation,
      "A miniport indicated a status before it had set its registration attributes.",
      "reporting-hardware-status"
    ),
    Entry(
      .openOutsideBind,
      .violation,
      "An adapter was opened outside of ProtocolBindAdapterEx.",
      "binding-to-an-adapter"
    ),
    Entry(
      .lateCancelAnswer,
      .advice,
      "A party still held lists or a request one second after their cancellation.",
      "canceling-a-send-operation"
    ),
    Entry(
      .handlerConsistencySendComplete,
      .violation,
      "A filter that starts sends has no send-complete handler.",
      "data-bypass-mode"
    ),
    Entry(
      .handlerConsistencyReturn,
      .violation,
      "A filter that indicates lists of its own has no return handler.",
      "data-bypass-mode"
    ),
    Entry(
      .handlerConsistencyStatus,
      .violation,
      "A filter with a receive or return handler has no status handler.",
      "data-bypass-mode"
    ),
    Entry(
      .handlerConsistencyOIDComplete,
      .violation,
      "A filter has a request-complete handler without a request handler, or makes requests without one.",
      "data-bypass-mode"
    ),
    Entry(
      .handlerConsistencyOIDRequest,
      .violation,
      "A filter changed the restart attributes and has no request handler to answer accordingly.",
      "starting-a-filter-module"
    ),
    Entry(
      .handlerConsistencyCancelSend,
      .advice,
      "A filter that queues sends has no cancel-send handler.",
      "data-bypass-mode"
    ),
    Entry(
      .mandatoryHandlerMissing,
      .violation,
      "A handler that every driver of this kind must have is missing.",
      "initializing-a-filter-driver"
    ),
    Entry(
      .resetHandlersUnpaired,
      .violation,
      "A miniport has only one of its check-for-hang and reset handlers.",
      "initializing-a-miniport-driver"
    ),
    Entry(
      .multipleBuffersPerReceivedList,
      .violation,
      "A received Ethernet list holds more than one buffer, or none.",
      "indicating-received-ethernet-frames"
    ),
    Entry(
      .emptySend,
      .violation,
      "A list was sent without a buffer.",
      "sending-ethernet-frames"
    ),
    Entry(
      .singleFlagUntrue,
      .violation,
      "A call's SINGLE flag is not true of its whole chain.",
      "ndis/nf-ndis-ndismindicatereceivenetbufferlists"
    ),
    Entry(
      .listFlagsContradict,
      .violation,
      "A list's flags contradict each other or its packets.",
      "nbl/ns-nbl-net_buffer_list"
    ),
    Entry(
      .doublePauseCompletion,
      .violation,
      "A pause was completed that was complete already, or that nobody asked for.",
      "pausing-an-adapter"
    ),
    Entry(
      .doubleRestartCompletion,
      .violation,
      "A restart was completed that was complete already, or that nobody asked for.",
      "starting-an-adapter"
    ),
    Entry(
      .pauseCannotFail,
      .violation,
      "A pause, detach or unbind was answered with a failure; these cannot fail.",
      "pausing-a-filter-module"
    ),
    Entry(
      .setPowerCannotFail,
      .violation,
      "A miniport failed a change of power state.",
      "ndis-power-management-overview"
    ),
    Entry(
      .requestInLowPower,
      .violation,
      "A driver asked a miniport in low power for something else than a change of power state.",
      "ndis-power-management-overview"
    ),
    Entry(
      .closeWithStateSet,
      .violation,
      "A binding was closed with a packet filter, multicast list or wake patterns still set.",
      "unbinding-from-an-adapter"
    ),
    Entry(
      .restartAttributesEdited,
      .violation,
      "A filter that failed its restart had changed the restart attributes.",
      "restarting-a-driver-stack"
    ),
    Entry(
      .attributesOutsideInitialize,
      .violation,
      "Miniport attributes were set outside of MiniportInitializeEx or in the wrong order.",
      "initializing-a-miniport-adapter"
    ),
    Entry(
      .attributesMissing,
      .violation,
      "MiniportInitializeEx succeeded without the mandatory attributes.",
      "initializing-a-miniport-adapter"
    ),
    Entry(
      .resetLeavesSends,
      .violation,
      "A reset completed while sends or requests were still held.",
      "ndis/nc-ndis-miniport_reset"
    ),
    Entry(
      .portInactive,
      .violation,
      "Data, a request or a status used a port that is not active.",
      "activating-an-ndis-port"
    ),
    Entry(
      .throttleExceeded,
      .violation,
      "A deferred call indicated more lists than the receive side throttle allowed.",
      "receive-side-throttle-in-ndis-6-20"
    ),
    Entry(
      .timerLeftSet,
      .violation,
      "A timer was still set when it was freed or when its module, binding or adapter went away.",
      "ndis/nf-ndis-ndiscanceltimerobject"
    ),
    Entry(
      .monitoringFilterChangesData,
      .violation,
      "A monitoring filter changed, dropped or originated data.",
      "types-of-filter-drivers"
    ),
    Entry(
      .nullHandle,
      .violation,
      "A function was called with a null handle.",
      "ndis-drivers"
    ),
    Entry(
      .staleHandle,
      .violation,
      "A function was called with a handle whose object is gone.",
      "ndis-drivers"
    ),
  ]
}
