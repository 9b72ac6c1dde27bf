#include "base_filter.h"
#include "breakers.h"

PBASE_MODULE BaseModule;
static NDIS_HANDLE DriverHandle;

NDIS_STATUS BaseSetAttributes(NDIS_HANDLE Handle, PBASE_MODULE Module) {
  NDIS_FILTER_ATTRIBUTES attributes = {0};
  attributes.Header.Type = NDIS_OBJECT_TYPE_FILTER_ATTRIBUTES;
  attributes.Header.Revision = NDIS_FILTER_ATTRIBUTES_REVISION_1;
  attributes.Header.Size = NDIS_SIZEOF_FILTER_ATTRIBUTES_REVISION_1;
  return NdisFSetAttributes(Handle, Module, &attributes);
}

NDIS_STATUS BaseAttach(NDIS_HANDLE Handle, NDIS_HANDLE DriverContext, PNDIS_FILTER_ATTACH_PARAMETERS Parameters) {
  UNREFERENCED_PARAMETER(DriverContext);
  UNREFERENCED_PARAMETER(Parameters);
  PBASE_MODULE module = NdisAllocateMemoryWithTagPriority(Handle, sizeof(BASE_MODULE), BASE_TAG, NormalPoolPriority);
  if (module == NULL) return NDIS_STATUS_RESOURCES;
  NdisZeroMemory(module, sizeof(*module));
  module->Handle = Handle;
  NET_BUFFER_LIST_POOL_PARAMETERS pool = {0};
  pool.Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
  pool.Header.Revision = NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1;
  pool.Header.Size = NDIS_SIZEOF_NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1;
  pool.fAllocateNetBuffer = TRUE;
  pool.DataSize = 128;
  pool.PoolTag = BASE_TAG;
  module->Pool = NdisAllocateNetBufferListPool(Handle, &pool);
  if (module->Pool == NULL) {
    NdisFreeMemory(module, 0, 0);
    return NDIS_STATUS_RESOURCES;
  }
  BaseModule = module;
  return BaseSetAttributes(Handle, module);
}

void BaseDetach(NDIS_HANDLE Context) {
  PBASE_MODULE module = Context;
  NdisFreeNetBufferListPool(module->Pool);
  NdisFreeMemory(module, 0, 0);
  BaseModule = NULL;
}

NDIS_STATUS BaseRestart(NDIS_HANDLE Context, PNDIS_FILTER_RESTART_PARAMETERS Parameters) {
  UNREFERENCED_PARAMETER(Context);
  UNREFERENCED_PARAMETER(Parameters);
  return NDIS_STATUS_SUCCESS;
}

NDIS_STATUS BasePause(NDIS_HANDLE Context, PNDIS_FILTER_PAUSE_PARAMETERS Parameters) {
  UNREFERENCED_PARAMETER(Context);
  UNREFERENCED_PARAMETER(Parameters);
  return NDIS_STATUS_SUCCESS;
}

void BaseSend(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, NDIS_PORT_NUMBER Port, ULONG Flags) {
  NdisFSendNetBufferLists(((PBASE_MODULE)Context)->Handle, Lists, Port, Flags);
}

/// Takes the module's own lists out of a chain and frees them.
static PNET_BUFFER_LIST KeepOwn(PBASE_MODULE module, PNET_BUFFER_LIST lists) {
  PNET_BUFFER_LIST first = NULL, *end = &first;
  while (lists != NULL) {
    PNET_BUFFER_LIST list = lists;
    lists = NET_BUFFER_LIST_NEXT_NBL(list);
    NET_BUFFER_LIST_NEXT_NBL(list) = NULL;
    if (list->SourceHandle == module->Handle) {
      module->OwnIsBack = TRUE;
      NdisFreeNetBufferList(list);
    } else {
      *end = list;
      end = &NET_BUFFER_LIST_NEXT_NBL(list);
    }
  }
  return first;
}

void BaseSendComplete(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, ULONG Flags) {
  PBASE_MODULE module = Context;
  PNET_BUFFER_LIST rest = KeepOwn(module, Lists);
  if (rest != NULL) NdisFSendNetBufferListsComplete(module->Handle, rest, Flags);
}

void BaseReceive(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, NDIS_PORT_NUMBER Port, ULONG Count, ULONG Flags) {
  NdisFIndicateReceiveNetBufferLists(((PBASE_MODULE)Context)->Handle, Lists, Port, Count, Flags);
}

void BaseReturn(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, ULONG Flags) {
  PBASE_MODULE module = Context;
  PNET_BUFFER_LIST rest = KeepOwn(module, Lists);
  if (rest != NULL) NdisFReturnNetBufferLists(module->Handle, rest, Flags);
}

NDIS_STATUS BaseOidRequest(NDIS_HANDLE Context, PNDIS_OID_REQUEST Request) {
  PBASE_MODULE module = Context;
  PNDIS_OID_REQUEST clone = NULL;
  NDIS_STATUS status = NdisAllocateCloneOidRequest(module->Handle, Request, BASE_TAG, &clone);
  if (status != NDIS_STATUS_SUCCESS) return status;
  *(PNDIS_OID_REQUEST *)clone->SourceReserved = Request;
  module->Clone = clone;
  status = NdisFOidRequest(module->Handle, clone);
  if (status == NDIS_STATUS_PENDING) return status;
  module->Clone = NULL;
  NdisFreeCloneOidRequest(module->Handle, clone);
  return status;
}

void BaseOidRequestComplete(NDIS_HANDLE Context, PNDIS_OID_REQUEST Request, NDIS_STATUS Status) {
  PBASE_MODULE module = Context;
  PNDIS_OID_REQUEST original = *(PNDIS_OID_REQUEST *)Request->SourceReserved;
  if (original == NULL) return;
  module->Clone = NULL;
  if (original->RequestType == NdisRequestQueryInformation) {
    original->DATA.QUERY_INFORMATION.BytesWritten = Request->DATA.QUERY_INFORMATION.BytesWritten;
    original->DATA.QUERY_INFORMATION.BytesNeeded = Request->DATA.QUERY_INFORMATION.BytesNeeded;
  } else if (original->RequestType == NdisRequestSetInformation) {
    original->DATA.SET_INFORMATION.BytesRead = Request->DATA.SET_INFORMATION.BytesRead;
    original->DATA.SET_INFORMATION.BytesNeeded = Request->DATA.SET_INFORMATION.BytesNeeded;
  }
  NdisFreeCloneOidRequest(module->Handle, Request);
  NdisFOidRequestComplete(module->Handle, original, Status);
}

void BaseCancelOidRequest(NDIS_HANDLE Context, PVOID RequestId) {
  NdisFCancelOidRequest(((PBASE_MODULE)Context)->Handle, RequestId);
}

void BaseStatus(NDIS_HANDLE Context, PNDIS_STATUS_INDICATION Indication) {
  NdisFIndicateStatus(((PBASE_MODULE)Context)->Handle, Indication);
}

NDIS_FILTER_DRIVER_CHARACTERISTICS BaseCharacteristics(void) {
  NDIS_FILTER_DRIVER_CHARACTERISTICS c = {0};
  c.Header.Type = NDIS_OBJECT_TYPE_FILTER_DRIVER_CHARACTERISTICS;
  c.Header.Revision = NDIS_FILTER_CHARACTERISTICS_REVISION_2;
  c.Header.Size = NDIS_SIZEOF_FILTER_DRIVER_CHARACTERISTICS_REVISION_2;
  c.MajorNdisVersion = 6;
  c.MinorNdisVersion = 40;
  c.FriendlyName = (NDIS_STRING)NDIS_STRING_CONST("Rule breaker");
  c.UniqueName = (NDIS_STRING)NDIS_STRING_CONST("{9a1d2f0c-62b8-4f52-9d0e-2f1f6f1c6a10}");
  c.ServiceName = (NDIS_STRING)NDIS_STRING_CONST("Breaker");
  c.AttachHandler = BaseAttach;
  c.DetachHandler = BaseDetach;
  c.RestartHandler = BaseRestart;
  c.PauseHandler = BasePause;
  c.SendNetBufferListsHandler = BaseSend;
  c.SendNetBufferListsCompleteHandler = BaseSendComplete;
  c.ReceiveNetBufferListsHandler = BaseReceive;
  c.ReturnNetBufferListsHandler = BaseReturn;
  c.OidRequestHandler = BaseOidRequest;
  c.OidRequestCompleteHandler = BaseOidRequestComplete;
  c.CancelOidRequestHandler = BaseCancelOidRequest;
  c.StatusHandler = BaseStatus;
  return c;
}

NTSTATUS BaseRegister(PDRIVER_OBJECT DriverObject, PNDIS_FILTER_DRIVER_CHARACTERISTICS Characteristics) {
  BreakerReset();
  BaseModule = NULL;
  return NdisFRegisterFilterDriver(DriverObject, NULL, Characteristics, &DriverHandle);
}

PNET_BUFFER_LIST BaseAllocate(PBASE_MODULE Module) {
  PNET_BUFFER_LIST list = NdisAllocateNetBufferAndNetBufferList(Module->Pool, 0, 0, NULL, 32, 60);
  if (list != NULL) list->SourceHandle = Module->Handle;
  return list;
}

PNDIS_OID_REQUEST BaseQuery(void) {
  static NDIS_OID_REQUEST request;
  static UCHAR buffer[64];
  NdisZeroMemory(&request, sizeof(request));
  request.Header.Type = NDIS_OBJECT_TYPE_OID_REQUEST;
  request.Header.Revision = NDIS_OID_REQUEST_REVISION_1;
  request.Header.Size = NDIS_SIZEOF_OID_REQUEST_REVISION_1;
  request.RequestType = NdisRequestQueryInformation;
  request.DATA.QUERY_INFORMATION.Oid = OID_GEN_VENDOR_DESCRIPTION;
  request.DATA.QUERY_INFORMATION.InformationBuffer = buffer;
  request.DATA.QUERY_INFORMATION.InformationBufferLength = sizeof(buffer);
  return &request;
}

void BaseIndicateStatus(NDIS_HANDLE Handle) {
  NDIS_STATUS_INDICATION indication = {0};
  indication.Header.Type = NDIS_OBJECT_TYPE_STATUS_INDICATION;
  indication.Header.Revision = NDIS_STATUS_INDICATION_REVISION_1;
  indication.Header.Size = NDIS_SIZEOF_STATUS_INDICATION_REVISION_1;
  indication.StatusCode = NDIS_STATUS_MEDIA_SPECIFIC_INDICATION;
  NdisFIndicateStatus(Handle, &indication);
}
BREAKER_ENTRY(BaseFilterEntry, MinorNdisVersion, 40)
