import Kernel

/// The functions that drivers in C call, with the levels they may be called at.
///
/// Source: each function's own page, requirement "IRQL".
enum CFunction: String, CaseIterable {
  case registerFilter = "NdisFRegisterFilterDriver"
  case deregisterFilter = "NdisFDeregisterFilterDriver"
  case setFilterAttributes = "NdisFSetAttributes"
  case restartFilter = "NdisFRestartFilter"
  case filterPauseComplete = "NdisFPauseComplete"
  case filterRestartComplete = "NdisFRestartComplete"
  case filterSend = "NdisFSendNetBufferLists"
  case filterSendComplete = "NdisFSendNetBufferListsComplete"
  case filterIndicate = "NdisFIndicateReceiveNetBufferLists"
  case filterReturn = "NdisFReturnNetBufferLists"
  case filterCancelSend = "NdisFCancelSendNetBufferLists"
  case filterRequest = "NdisFOidRequest"
  case filterRequestComplete = "NdisFOidRequestComplete"
  case filterCancelRequest = "NdisFCancelOidRequest"
  case allocateCloneRequest = "NdisAllocateCloneOidRequest"
  case freeCloneRequest = "NdisFreeCloneOidRequest"
  case filterStatus = "NdisFIndicateStatus"
  case setOptionalHandlers = "NdisSetOptionalHandlers"
  case filterNetPnPEvent = "NdisFNetPnPEvent"
  case filterDevicePnPEvent = "NdisFDevicePnPEventNotify"
  case filterDirectRequest = "NdisFDirectOidRequest"
  case filterDirectRequestComplete = "NdisFDirectOidRequestComplete"
  case filterCancelDirectRequest = "NdisFCancelDirectOidRequest"
  case registerMiniport = "NdisMRegisterMiniportDriver"
  case deregisterMiniport = "NdisMDeregisterMiniportDriver"
  case setMiniportAttributes = "NdisMSetMiniportAttributes"
  case miniportPauseComplete = "NdisMPauseComplete"
  case miniportRestartComplete = "NdisMRestartComplete"
  case miniportIndicate = "NdisMIndicateReceiveNetBufferLists"
  case miniportSendComplete = "NdisMSendNetBufferListsComplete"
  case miniportRequestComplete = "NdisMOidRequestComplete"
  case miniportStatus = "NdisMIndicateStatusEx"
  case miniportDirectRequestComplete = "NdisMDirectOidRequestComplete"
  case miniportNetPnPEvent = "NdisMNetPnPEvent"
  case allocatePort = "NdisMAllocatePort"
  case freePort = "NdisMFreePort"
  case resetComplete = "NdisMResetComplete"
  case resetMiniport = "NdisMResetMiniport"
  case removeMiniport = "NdisMRemoveMiniport"
  case registerProtocol = "NdisRegisterProtocolDriver"
  case deregisterProtocol = "NdisDeregisterProtocolDriver"
  case openAdapter = "NdisOpenAdapterEx"
  case closeAdapter = "NdisCloseAdapterEx"
  case completeBind = "NdisCompleteBindAdapterEx"
  case completeUnbind = "NdisCompleteUnbindAdapterEx"
  case completeNetPnPEvent = "NdisCompleteNetPnPEvent"
  case send = "NdisSendNetBufferLists"
  case returnLists = "NdisReturnNetBufferLists"
  case cancelSend = "NdisCancelSendNetBufferLists"
  case request = "NdisOidRequest"
  case cancelRequest = "NdisCancelOidRequest"
  case directRequest = "NdisDirectOidRequest"
  case cancelDirectRequest = "NdisCancelDirectOidRequest"
  case unbindAdapter = "NdisUnbindAdapter"
  case allocatePool = "NdisAllocateNetBufferListPool"
  case freePool = "NdisFreeNetBufferListPool"
  case allocateList = "NdisAllocateNetBufferList"
  case allocateListAndBuffer = "NdisAllocateNetBufferAndNetBufferList"
  case freeList = "NdisFreeNetBufferList"
  case cloneList = "NdisAllocateCloneNetBufferList"
  case freeClone = "NdisFreeCloneNetBufferList"
  case retreat = "NdisRetreatNetBufferListDataStart"
  case advance = "NdisAdvanceNetBufferListDataStart"
  case getDataBuffer = "NdisGetDataBuffer"
  case allocateContext = "NdisAllocateNetBufferListContext"
  case freeContext = "NdisFreeNetBufferListContext"
  case allocateDescriptor = "NdisAllocateMdl"
  case freeDescriptor = "NdisFreeMdl"
  case allocateMemory = "NdisAllocateMemoryWithTagPriority"
  case freeMemory = "NdisFreeMemory"
  case acquireSpinLock = "NdisAcquireSpinLock"
  case releaseSpinLock = "NdisReleaseSpinLock"
  case acquireSpinLockAtDispatch = "NdisDprAcquireSpinLock"
  case releaseSpinLockAtDispatch = "NdisDprReleaseSpinLock"
  case raiseIRQL = "KeRaiseIrql"
  case lowerIRQL = "KeLowerIrql"
  case currentIRQL = "KeGetCurrentIrql"
  case version = "NdisGetVersion"
  case allocateSpinLock = "NdisAllocateSpinLock"
  case freeSpinLock = "NdisFreeSpinLock"
  case copySendInfo = "NdisCopySendNetBufferListInfo"
  case copyReceiveInfo = "NdisCopyReceiveNetBufferListInfo"
  case moveMemory = "NdisMoveMemory"
  case zeroMemory = "NdisZeroMemory"
  case allocateTimer = "NdisAllocateTimerObject"
  case setTimer = "NdisSetTimerObject"
  case cancelTimer = "NdisCancelTimerObject"
  case freeTimer = "NdisFreeTimerObject"

  var name: String { rawValue }

  /// The highest level it may be called at.
  var highest: IRQL {
    switch self {
    case .registerFilter, .deregisterFilter, .setFilterAttributes, .filterRestartComplete,
      .setOptionalHandlers, .registerMiniport, .deregisterMiniport, .setMiniportAttributes,
      .registerProtocol, .deregisterProtocol, .openAdapter, .closeAdapter,
      .completeNetPnPEvent, .filterNetPnPEvent, .filterDevicePnPEvent, .miniportNetPnPEvent:
      .passive
    case .raiseIRQL, .lowerIRQL, .currentIRQL, .allocateSpinLock, .freeSpinLock, .moveMemory,
      .zeroMemory:
      .high
    default: .dispatch
    }
  }

  /// The lowest level it may be called at.
  var lowest: IRQL {
    switch self {
    case .releaseSpinLock, .acquireSpinLockAtDispatch, .releaseSpinLockAtDispatch:
      .dispatch
    default: .passive
    }
  }
}
