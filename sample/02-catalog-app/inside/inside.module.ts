import { Module } from '@nestjs/common';
import { ClientsModule } from '../clients/clients.module.js';
import { CallersService } from './callers.service.js';
import { FaultService } from './fault.service.js';
import { InsideController } from './inside.controller.js';
import { Panel } from './panel.js';
import { Recorder } from './recorder.js';

@Module({
  imports: [ClientsModule],
  controllers: [InsideController],
  providers: [CallersService, FaultService, Panel, Recorder],
})
export class InsideModule {}
