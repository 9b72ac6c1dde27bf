/// A modifying filter with every handler, written as a driver for Windows is.
#include "CDrivers.h"

#define TAG 0x54504450
#define REWRITTEN_OFFSET 12
#define REWRITTEN_VALUE 0x5A

typedef struct MODULE {
  NDIS_HANDLE FilterHandle;
  ULONG Kind;
  NDIS_SPIN_LOCK Lock;
  PNDIS_OID_REQUEST PendingClone;
  PASS_THROUGH_COUNTS Counts;
} MODULE, *PMODULE;

// Per thread, because tests run one engine on each of several threads.
static _Thread_local NDIS_HANDLE DriverHandle;
static _Thread_local PMODULE LastModule;
static _Thread_local PASS_THROUGH_COUNTS LastCounts;
/// What a variant does with a packet beside passing it through.
enum { PLAIN, REWRITING, SCATTERING, RESETTING, KEEPING, KINDS };
/// Driver contexts: their addresses tell the variants apart.
static UCHAR Contexts[KINDS];

PASS_THROUGH_COUNTS PassThroughCounts(void) { return LastModule != NULL ? LastModule->Counts : LastCounts; }

/// Writes two bytes far apart, at places that the packet's own bytes give, and one between them with the value it has.
static void Scatter(PNET_BUFFER buffer) {
  ULONG length = NET_BUFFER_DATA_LENGTH(buffer);
  UCHAR *bytes = NdisGetDataBuffer(buffer, length, NULL, 1, 0);
  if (bytes == NULL || length < 48) return;
  ULONG seed = bytes[18] * 256u + bytes[19] + bytes[24] * 7u;
  bytes[seed % (length / 2)] ^= (UCHAR)(seed | 1);
  volatile UCHAR *same = &bytes[length / 2];
  *same = *same;
  bytes[length / 2 + 1 + seed % (length / 2 - 1)] ^= 0x80;
}

static ULONG CountAndRewrite(PMODULE module, PNET_BUFFER_LIST lists) {
  ULONG count = 0;
  for (PNET_BUFFER_LIST list = lists; list != NULL; list = NET_BUFFER_LIST_NEXT_NBL(list)) {
    count++;
    PNET_BUFFER buffer = NET_BUFFER_LIST_FIRST_NB(list);
    if (module->Kind == SCATTERING) Scatter(buffer);
    if (module->Kind != REWRITING) continue;
    UCHAR *bytes = NdisGetDataBuffer(buffer, REWRITTEN_OFFSET + 1, NULL, 1, 0);
    if (bytes != NULL) bytes[REWRITTEN_OFFSET] = REWRITTEN_VALUE;
  }
  return count;
}

static NDIS_STATUS FilterAttach(
    NDIS_HANDLE NdisFilterHandle, NDIS_HANDLE FilterDriverContext, PNDIS_FILTER_ATTACH_PARAMETERS AttachParameters) {
  if (AttachParameters->MiniportMediaType != NdisMedium802_3) return NDIS_STATUS_INVALID_PARAMETER;
  PMODULE module = NdisAllocateMemoryWithTagPriority(NdisFilterHandle, sizeof(MODULE), TAG, NormalPoolPriority);
  if (module == NULL) return NDIS_STATUS_RESOURCES;
  NdisZeroMemory(module, sizeof(*module));
  module->FilterHandle = NdisFilterHandle;
  module->Kind = (ULONG)((UCHAR *)FilterDriverContext - Contexts);
  NdisAllocateSpinLock(&module->Lock);
  NDIS_FILTER_ATTRIBUTES attributes = {0};
  attributes.Header.Type = NDIS_OBJECT_TYPE_FILTER_ATTRIBUTES;
  attributes.Header.Revision = NDIS_FILTER_ATTRIBUTES_REVISION_1;
  attributes.Header.Size = NDIS_SIZEOF_FILTER_ATTRIBUTES_REVISION_1;
  NDIS_STATUS status = NdisFSetAttributes(NdisFilterHandle, module, &attributes);
  if (status != NDIS_STATUS_SUCCESS) {
    NdisFreeMemory(module, 0, 0);
    return status;
  }
  LastModule = module;
  return NDIS_STATUS_SUCCESS;
}

static void FilterDetach(NDIS_HANDLE FilterModuleContext) {
  PMODULE module = FilterModuleContext;
  LastCounts = module->Counts;
  LastModule = NULL;
  NdisFreeSpinLock(&module->Lock);
  NdisFreeMemory(module, 0, 0);
}

static NDIS_STATUS FilterRestart(NDIS_HANDLE FilterModuleContext, PNDIS_FILTER_RESTART_PARAMETERS RestartParameters) {
  UNREFERENCED_PARAMETER(FilterModuleContext);
  UNREFERENCED_PARAMETER(RestartParameters);
  return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS FilterPause(NDIS_HANDLE FilterModuleContext, PNDIS_FILTER_PAUSE_PARAMETERS PauseParameters) {
  UNREFERENCED_PARAMETER(FilterModuleContext);
  UNREFERENCED_PARAMETER(PauseParameters);
  return NDIS_STATUS_SUCCESS;
}

static void FilterSend(
    NDIS_HANDLE FilterModuleContext, PNET_BUFFER_LIST NetBufferLists, NDIS_PORT_NUMBER PortNumber, ULONG SendFlags) {
  PMODULE module = FilterModuleContext;
  module->Counts.Sent += CountAndRewrite(module, NetBufferLists);
  if (module->Kind == RESETTING) {
    for (PNET_BUFFER_LIST list = NetBufferLists; list != NULL; list = NET_BUFFER_LIST_NEXT_NBL(list)) {
      NET_BUFFER_LIST_STATUS(list) = NDIS_STATUS_RESET_IN_PROGRESS;
    }
    NdisFSendNetBufferListsComplete(module->FilterHandle, NetBufferLists, 0);
    return;
  }
  NdisFSendNetBufferLists(module->FilterHandle, NetBufferLists, PortNumber, SendFlags);
}

static void FilterSendComplete(NDIS_HANDLE FilterModuleContext, PNET_BUFFER_LIST NetBufferLists, ULONG SendCompleteFlags) {
  PMODULE module = FilterModuleContext;
  for (PNET_BUFFER_LIST list = NetBufferLists; list != NULL; list = NET_BUFFER_LIST_NEXT_NBL(list)) {
    module->Counts.Completed++;
  }
  NdisFSendNetBufferListsComplete(module->FilterHandle, NetBufferLists, SendCompleteFlags);
}

static void FilterCancelSend(NDIS_HANDLE FilterModuleContext, PVOID CancelId) {
  PMODULE module = FilterModuleContext;
  module->Counts.Cancels++;
  NdisFCancelSendNetBufferLists(module->FilterHandle, CancelId);
}

static void FilterReceive(
    NDIS_HANDLE FilterModuleContext, PNET_BUFFER_LIST NetBufferLists, NDIS_PORT_NUMBER PortNumber,
    ULONG NumberOfNetBufferLists, ULONG ReceiveFlags) {
  PMODULE module = FilterModuleContext;
  module->Counts.Received += CountAndRewrite(module, NetBufferLists);
  if (module->Kind == KEEPING && (ReceiveFlags & NDIS_RECEIVE_FLAGS_RESOURCES) == 0) {
    NdisFReturnNetBufferLists(module->FilterHandle, NetBufferLists, 0);
    return;
  }
  NdisFIndicateReceiveNetBufferLists(
      module->FilterHandle, NetBufferLists, PortNumber, NumberOfNetBufferLists, ReceiveFlags);
}

static void FilterReturn(NDIS_HANDLE FilterModuleContext, PNET_BUFFER_LIST NetBufferLists, ULONG ReturnFlags) {
  PMODULE module = FilterModuleContext;
  for (PNET_BUFFER_LIST list = NetBufferLists; list != NULL; list = NET_BUFFER_LIST_NEXT_NBL(list)) {
    module->Counts.Returned++;
  }
  NdisFReturnNetBufferLists(module->FilterHandle, NetBufferLists, ReturnFlags);
}

static PNDIS_OID_REQUEST *OriginalOf(PNDIS_OID_REQUEST clone) { return (PNDIS_OID_REQUEST *)clone->SourceReserved; }

static NDIS_STATUS FilterOidRequest(NDIS_HANDLE FilterModuleContext, PNDIS_OID_REQUEST OidRequest) {
  PMODULE module = FilterModuleContext;
  PNDIS_OID_REQUEST clone = NULL;
  module->Counts.Requests++;
  NDIS_STATUS status = NdisAllocateCloneOidRequest(module->FilterHandle, OidRequest, TAG, &clone);
  if (status != NDIS_STATUS_SUCCESS) return status;
  *OriginalOf(clone) = OidRequest;
  clone->RequestId = OidRequest->RequestId;
  module->PendingClone = clone;
  status = NdisFOidRequest(module->FilterHandle, clone);
  if (status == NDIS_STATUS_PENDING) return status;
  module->PendingClone = NULL;
  NdisFreeCloneOidRequest(module->FilterHandle, clone);
  return status;
}

static void FilterOidRequestComplete(NDIS_HANDLE FilterModuleContext, PNDIS_OID_REQUEST OidRequest, NDIS_STATUS Status) {
  PMODULE module = FilterModuleContext;
  PNDIS_OID_REQUEST original = *OriginalOf(OidRequest);
  module->Counts.RequestCompletions++;
  if (original == NULL) return;
  NdisAcquireSpinLock(&module->Lock);
  module->PendingClone = NULL;
  NdisReleaseSpinLock(&module->Lock);
  switch (original->RequestType) {
    case NdisRequestMethod:
      original->DATA.METHOD_INFORMATION.OutputBufferLength = OidRequest->DATA.METHOD_INFORMATION.OutputBufferLength;
      original->DATA.METHOD_INFORMATION.BytesRead = OidRequest->DATA.METHOD_INFORMATION.BytesRead;
      original->DATA.METHOD_INFORMATION.BytesNeeded = OidRequest->DATA.METHOD_INFORMATION.BytesNeeded;
      original->DATA.METHOD_INFORMATION.BytesWritten = OidRequest->DATA.METHOD_INFORMATION.BytesWritten;
      break;
    case NdisRequestSetInformation:
      original->DATA.SET_INFORMATION.BytesRead = OidRequest->DATA.SET_INFORMATION.BytesRead;
      original->DATA.SET_INFORMATION.BytesNeeded = OidRequest->DATA.SET_INFORMATION.BytesNeeded;
      break;
    default:
      original->DATA.QUERY_INFORMATION.BytesWritten = OidRequest->DATA.QUERY_INFORMATION.BytesWritten;
      original->DATA.QUERY_INFORMATION.BytesNeeded = OidRequest->DATA.QUERY_INFORMATION.BytesNeeded;
      break;
  }
  original->SupportedRevision = OidRequest->SupportedRevision;
  NdisFreeCloneOidRequest(module->FilterHandle, OidRequest);
  NdisFOidRequestComplete(module->FilterHandle, original, Status);
}

static void FilterCancelOidRequest(NDIS_HANDLE FilterModuleContext, PVOID RequestId) {
  PMODULE module = FilterModuleContext;
  NdisAcquireSpinLock(&module->Lock);
  BOOLEAN pending = module->PendingClone != NULL && module->PendingClone->RequestId == RequestId;
  NdisReleaseSpinLock(&module->Lock);
  if (pending) NdisFCancelOidRequest(module->FilterHandle, RequestId);
}

static void FilterStatus(NDIS_HANDLE FilterModuleContext, PNDIS_STATUS_INDICATION StatusIndication) {
  PMODULE module = FilterModuleContext;
  module->Counts.Statuses++;
  NdisFIndicateStatus(module->FilterHandle, StatusIndication);
}

static void DriverUnload(PDRIVER_OBJECT DriverObject) {
  UNREFERENCED_PARAMETER(DriverObject);
  NdisFDeregisterFilterDriver(DriverHandle);
}

static NTSTATUS Register(PDRIVER_OBJECT DriverObject, NDIS_HANDLE context) {
  NDIS_FILTER_DRIVER_CHARACTERISTICS c = {0};
  c.Header.Type = NDIS_OBJECT_TYPE_FILTER_DRIVER_CHARACTERISTICS;
  c.Header.Revision = NDIS_FILTER_CHARACTERISTICS_REVISION_2;
  c.Header.Size = NDIS_SIZEOF_FILTER_DRIVER_CHARACTERISTICS_REVISION_2;
  c.MajorNdisVersion = 6;
  c.MinorNdisVersion = 40;
  c.MajorDriverVersion = 1;
  c.FriendlyName = (NDIS_STRING)NDIS_STRING_CONST("Pass-through filter");
  c.UniqueName = (NDIS_STRING)NDIS_STRING_CONST("{5cbf81bd-5055-47cd-9055-a76b2b4e3697}");
  c.ServiceName = (NDIS_STRING)NDIS_STRING_CONST("PassThrough");
  c.AttachHandler = FilterAttach;
  c.DetachHandler = FilterDetach;
  c.RestartHandler = FilterRestart;
  c.PauseHandler = FilterPause;
  c.SendNetBufferListsHandler = FilterSend;
  c.SendNetBufferListsCompleteHandler = FilterSendComplete;
  c.CancelSendNetBufferListsHandler = FilterCancelSend;
  c.ReceiveNetBufferListsHandler = FilterReceive;
  c.ReturnNetBufferListsHandler = FilterReturn;
  c.OidRequestHandler = FilterOidRequest;
  c.OidRequestCompleteHandler = FilterOidRequestComplete;
  c.CancelOidRequestHandler = FilterCancelOidRequest;
  c.StatusHandler = FilterStatus;
  DriverObject->DriverUnload = DriverUnload;
  return NdisFRegisterFilterDriver(DriverObject, context, &c, &DriverHandle);
}

NTSTATUS PassThroughEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath) {
  UNREFERENCED_PARAMETER(RegistryPath);
  return Register(DriverObject, &Contexts[PLAIN]);
}

NTSTATUS PassThroughRewritingEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath) {
  UNREFERENCED_PARAMETER(RegistryPath);
  return Register(DriverObject, &Contexts[REWRITING]);
}

NTSTATUS PassThroughScatteringEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath) {
  UNREFERENCED_PARAMETER(RegistryPath);
  return Register(DriverObject, &Contexts[SCATTERING]);
}

NTSTATUS PassThroughResettingEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath) {
  UNREFERENCED_PARAMETER(RegistryPath);
  return Register(DriverObject, &Contexts[RESETTING]);
}

NTSTATUS PassThroughKeepingEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath) {
  UNREFERENCED_PARAMETER(RegistryPath);
  return Register(DriverObject, &Contexts[KEEPING]);
}
